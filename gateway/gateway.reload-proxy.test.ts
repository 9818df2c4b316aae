import { describe, expect, it } from 'vitest';
import { connectBehind, created, open, refusals, source, text } from '../fixtures/proxied-system.ts';
import { proveServed, reload, startToReload } from '../fixtures/reloaded-system.ts';
import { until } from '../fixtures/until.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';

describe('a reload of the PROXY protocol', () => {
  const expecting = (timeout: number) => ({ listener: { proxyProtocol: { timeout } } });

  it.each([
    ['TCP', {}],
    ['TLS', { tls: {} }],
  ])(
    'on %s makes new devices wait for a header, and no more, and keeps those that are there',
    async (_, transport) => {
      const system = await startToReload(transport);
      const before = await system.connect();
      const { taken } = reload(system, { ...transport, ...expecting(5_000) });
      expect(taken).toEqual([expect.stringMatching(/^listener t..\.default: proxy_protocol$/)]);
      await proveServed(system, before);
      connectBehind(system, text);
      await until(() => created(system) === 2, 'the device is let in');
      const { request } =
        system.handler.callbacks.findLast(({ method }) => method === 'OnSocketCreated') ?? {};
      expect(request?.conninfo).toMatchObject({ peername: source });
      reload(system, transport);
      await system.proveAlive();
      await proveServed(system, before);
    },
  );

  it('gives the devices that come another timeout', async () => {
    const clock = new VirtualClock();
    const system = await startToReload(expecting(5_000), clock);
    const before = await open(system);
    // Accepted in this order: what happens to the last shows that the first waits.
    const last = await open(system);
    await last.write('garbage');
    await last.ended;
    reload(system, expecting(1_000));
    const after = await open(system);
    const afterLast = await open(system);
    await afterLast.write('garbage');
    await afterLast.ended;
    clock.pass(1_000);
    await after.ended;
    expect(refusals(system)?.proxy_protocol).toBe(3);
    clock.pass(4_000);
    await before.ended;
    expect(refusals(system)?.proxy_protocol).toBe(4);
  });
});
