import { describe, expect, it, onTestFinished } from 'vitest';
import { DatagramDevice } from '../fixtures/datagram-device.ts';
import { RecordingLog } from '../fixtures/recording-log.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { until } from '../fixtures/until.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';
import { defaultLimits } from './config/default-limits.ts';
import type { ListenerLimits } from './limits/listener-limits.ts';

/** A gateway whose time stands still, so that what one second gives is all that there is. */
async function start(limits: Partial<ListenerLimits>) {
  const clock = new VirtualClock();
  const log = new RecordingLog();
  const listener = { limits: { ...defaultLimits(), ...limits } };
  const system = await TestSystem.start({ transport: 'udp', listener }, { clock, log });
  onTestFinished(() => system.stop());
  return { system, clock, log };
}

async function open({ gateway }: TestSystem): Promise<DatagramDevice> {
  const [listener] = gateway.listeners;
  if (listener === undefined) throw new Error('the gateway has no listener');
  const device = await DatagramDevice.open(listener.address);
  onTestFinished(() => device.close());
  return device;
}

function received({ handler }: TestSystem): string[] {
  return handler.callbacks
    .filter(({ method }) => method === 'OnReceivedBytes')
    .map(({ request }) => String(request.bytes));
}

const none = { bytesRate: undefined, messagesRate: undefined };

describe('throughput of datagrams', () => {
  it('above max_messages_rate is dropped and counted, and other peers are served', async () => {
    const { system, clock, log } = await start({ perConnection: { ...none, messagesRate: 2 } });
    const [loud, quiet] = [await open(system), await open(system)];
    for (const text of ['1', '2', '3', '4', '5']) await loud.send(text);
    await quiet.send('quiet');
    await until(() => received(system).includes('quiet'), 'the other is served');
    expect(system.gateway.dropped).toEqual({
      'udp.default': {
        max_bytes_rate: 0,
        max_messages_rate: 3,
        listener_max_bytes_rate: 0,
        listener_max_messages_rate: 0,
        receive_buffer: 0,
      },
    });
    expect(log.of('warn')).toEqual(['1 datagram dropped: max_messages_rate']);
    clock.pass(10_025);
    expect(log.of('warn')[1]).toBe('2 datagrams dropped: max_messages_rate');
    await loud.send('6');
    await until(() => received(system).includes('6'), 'it is served again');
    expect(received(system).toSorted()).toEqual(['1', '2', '6', 'quiet']);
  });

  it('above max_bytes_rate drops what is too large, and takes what is not', async () => {
    const { system } = await start({ perConnection: { ...none, bytesRate: 10 } });
    const device = await open(system);
    for (const text of ['12345678', 'too large', '90']) await device.send(text);
    await until(() => received(system).includes('90'), 'the last has come');
    expect(received(system)).toEqual(['12345678', '90']);
    expect(system.gateway.dropped['udp.default']?.max_bytes_rate).toBe(1);
  });

  it('of all peers together makes no connection of a first datagram above it', async () => {
    const { system, clock } = await start({ perListener: { ...none, messagesRate: 1 }, maxConnections: 2 });
    const [first, second] = [await open(system), await open(system)];
    await first.send('first');
    await until(() => received(system).length === 1, 'the first is served');
    for (const text of ['a', 'b', 'c']) await second.send(text);
    const count = () => system.gateway.dropped['udp.default']?.listener_max_messages_rate;
    await until(() => count() === 3, 'they are dropped');
    expect(system.gateway.connectionCount).toBe(1);
    clock.pass(1_000);
    // Its place was given back each time.
    await second.send('d');
    await until(() => received(system).length === 2, 'the second is served');
    expect(system.gateway.refusals['udp.default']?.max_connections).toBe(0);
  });

  it('that is dropped shows that its peer lives', async () => {
    const { system, clock } = await start({ perConnection: { ...none, bytesRate: 10 } });
    const device = await open(system);
    await device.send('hello');
    await until(() => received(system).length === 1, 'it is served');
    const count = () => system.gateway.dropped['udp.default']?.max_bytes_rate ?? 0;
    for (let round = 1; round <= 5; round += 1) {
      clock.pass(20_000);
      await device.send('a datagram that never passes');
      await until(() => count() === round, 'it is dropped');
    }
    expect(system.gateway.connectionCount).toBe(1);
    clock.pass(30_025);
    await system.untilForgotten();
  });
});
