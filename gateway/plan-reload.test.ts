import { describe, expect, it } from 'vitest';
import { tlsConfiguration } from '../fixtures/certificates.ts';
import { testConfiguration } from '../fixtures/test-configuration.ts';
import type { GatewayConfiguration } from './config/configuration.ts';
import { defaultLimits } from './config/default-limits.ts';
import { planReload } from './plan-reload.ts';

const running = testConfiguration({ listener: { name: 'meters' } });

function plan(wanted: GatewayConfiguration) {
  const { taken, needsRestart } = planReload(running, wanted);
  return { taken, needsRestart };
}

describe('a reload', () => {
  it('of the same configuration changes nothing', () => {
    const same = testConfiguration({ listener: { name: 'meters' } });
    expect(planReload(running, same)).toEqual({ configuration: running, taken: [], needsRestart: [] });
  });

  it('takes over limits, timeouts and buffers', () => {
    const limits = { ...defaultLimits(), maxConnections: 5 };
    const listener = {
      name: 'meters',
      limits,
      idleTimeout: 1,
      sendTimeout: 2,
      sendBuffer: 3,
      receiveBuffer: 4,
    };
    const wanted = testConfiguration({
      listener,
      handler: { callbackTimeout: 5 },
      gateway: { maxQueuedMessages: 6, shutdownTimeout: 7 },
    });
    expect(planReload(running, wanted)).toEqual({
      configuration: wanted,
      taken: [
        'max_queued_messages',
        'shutdown_timeout',
        'listener tcp.meters: handler.callback_timeout',
        'listener tcp.meters: idle_timeout',
        'listener tcp.meters: send_timeout',
        'listener tcp.meters: send_buffer',
        'listener tcp.meters: receive_buffer',
        'listener tcp.meters: limits',
      ],
      needsRestart: [],
    });
  });

  it('takes over certificates of the adapter and for the handler where both have some', () => {
    const secure = (year: string) =>
      testConfiguration({
        handler: { url: 'https://localhost:1', tls: { verify: 'verify_peer', serverName: year } },
        gateway: {
          adapter: { ...running.adapter, tls: tlsConfiguration({ certificate: year }) },
        },
      });
    expect(planReload(secure('2026'), secure('2027'))).toEqual({
      configuration: secure('2027'),
      taken: ['adapter.tls', 'listener tcp.default: handler.tls'],
      needsRestart: [],
    });
    const { taken, needsRestart } = planReload(testConfiguration(), secure('2027'));
    expect(taken).toEqual([]);
    expect(needsRestart).toEqual([
      'adapter.tls',
      'listener tcp.default: handler.url',
      'listener tcp.default: handler.tls',
    ]);
  });

  it('leaves the rest as it is, and names it', () => {
    const wanted = testConfiguration({
      listener: { name: 'meters', bind: { host: '::1', port: 0 }, backlog: 5, noDelay: false },
      handler: { url: 'http://127.0.0.1:5' },
      gateway: { node: 'other', mountpoint: { from: 'client' } },
    });
    expect(planReload(running, wanted).configuration).toEqual(running);
    expect(plan(wanted)).toEqual({
      taken: [],
      needsRestart: [
        'node',
        'mountpoint',
        'listener tcp.meters: handler.url',
        'listener tcp.meters: bind',
        'listener tcp.meters: backlog',
        'listener tcp.meters: nodelay',
      ],
    });
  });

  it('keeps the listeners that are there, and names those that come and go', () => {
    const wanted = testConfiguration({ listener: { name: 'meters' }, transport: 'udp' });
    expect(plan(wanted).needsRestart).toEqual(['listener tcp.meters: removed', 'listener udp.meters: added']);
    expect(planReload(running, wanted).configuration.listeners).toEqual(running.listeners);
  });

  it('takes over everything of TLS', () => {
    const secure = testConfiguration({ tls: {} });
    const wanted = testConfiguration({ tls: { verify: 'verify_peer', versions: ['tlsv1.3'] } });
    const { configuration, taken } = planReload(secure, wanted);
    expect(taken).toEqual(['listener tls.default: tls']);
    expect(configuration.listeners[0]).toMatchObject({
      tls: tlsConfiguration({ verify: 'verify_peer', versions: ['tlsv1.3'] }),
    });
  });
});
