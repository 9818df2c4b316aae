import { describe, expect, it, onTestFinished } from 'vitest';
import { Refusal } from '../fixtures/recording-handler.ts';
import { TestSystem } from '../fixtures/test-system.ts';

async function start(): Promise<TestSystem> {
  const system = await TestSystem.start();
  onTestFinished(() => system.stop());
  return system;
}

describe('a handler', () => {
  it('that is killed in the middle of a callback gets OnSocketClosed once when it is back', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    await device.write('hello');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    system.handler.kill();
    await device.ended;
    release();
    await system.restartHandler();
    const closed = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(closed.request.reason).toMatch(/^OnReceivedBytes failed: (UNAVAILABLE|CANCELLED)/);
    await system.untilForgotten();
    expect(system.handler.methods()).toEqual(['OnSocketClosed']);
    await system.proveAlive();
  });

  it('that is away when a device goes is told when it is back', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    await system.untilAnswered();
    system.handler.kill();
    device.end();
    await device.ended;
    await system.restartHandler();
    const closed = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(closed.request.reason).toBe('tcp_closed');
    await system.untilForgotten();
    expect(system.handler.methods()).toEqual(['OnSocketClosed']);
  });

  it('that is away never hears of the devices that came meanwhile', async () => {
    const system = await start();
    system.handler.kill();
    const refused = await system.connectUnseen();
    await refused.ended;
    await system.untilForgotten();
    await system.restartHandler();
    expect(await system.gateway.probeHandlers(5_000)).toEqual([]);
    await system.proveAlive();
    expect(system.handler.methods()).toEqual(['OnSocketCreated', 'OnReceivedBytes']);
  });

  it('that is away leaves idle connections alone', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    const talkative = await system.connect();
    await system.untilAnswered();
    system.handler.kill();
    await talkative.device.write('anybody there?');
    await talkative.device.ended;
    await system.restartHandler();
    await system.gateway.probeHandlers(5_000);
    await device.write('hello');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    expect((await system.adapter.send(conn, 'welcome back')).code).toBe('SUCCESS');
    await device.untilReceived('welcome back');
  });

  it.each(['UNAVAILABLE', 'INTERNAL', 'CANCELLED'] as const)(
    'that answers OnSocketClosed with %s is not asked again',
    async (status) => {
      const system = await start();
      const { device } = await system.connect();
      system.handler.behave = ({ method }) => {
        if (method === 'OnSocketClosed') throw new Refusal(status, 'busy');
      };
      device.end();
      await device.ended;
      await system.untilForgotten();
      expect(system.handler.methods()).toEqual(['OnSocketCreated', 'OnSocketClosed']);
    },
  );
});

describe('probing the handlers', () => {
  it('names each one that is away, once', async () => {
    const system = await start();
    expect(await system.gateway.probeHandlers(5_000)).toEqual([]);
    system.handler.kill();
    // The channel finds out at its next use.
    await (await system.connectUnseen()).ended;
    const problems = await system.gateway.probeHandlers(100);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`handler ${system.handler.url} can't be reached`);
  });
});
