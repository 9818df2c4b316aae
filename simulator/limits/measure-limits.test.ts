import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../fixtures/free-port.ts';
import { LimitedGateway, limits, verdicts } from '../../fixtures/limited-gateway.ts';
import type { Target } from '../clients/device-socket.ts';
import { measureLimits } from './measure-limits.ts';
import { parseDeclared } from './parse-declared.ts';

describe('the limits of a gateway on TCP', { timeout: 40_000 }, () => {
  let gateway: LimitedGateway;

  beforeAll(async () => {
    gateway = await LimitedGateway.start('tcp');
  });
  afterAll(() => gateway.stop());

  it('are found as they are declared', async () => {
    const result = await gateway.measure(limits);
    expect(verdicts(result)).toEqual({
      'access_rules127.0.0.1': 'matches',
      'access_rules127.0.0.2': 'matches',
      max_messages_rate: 'matches',
      max_bytes_rate: 'matches',
      listener_max_messages_rate: 'matches',
      listener_max_bytes_rate: 'matches',
      max_conn_rate: 'matches',
      max_conn_burst: 'matches',
      max_connections: 'matches',
    });
    expect([result.verdict, result.echoes]).toEqual(['passed', true]);
  });

  it.each([
    ['max_connections=15', 'too lax'],
    ['max_connections=31', 'too strict'],
    ['max_conn_rate=25/s', 'too lax'],
    ['max_bytes_rate=24KB/s', 'too lax'],
    ['max_messages_rate=150/s', 'too strict'],
  ] as const)('are not %s: %s', async (text, verdict) => {
    const [limit = ''] = text.split('=');
    const { findings, verdict: whole } = await gateway.measure([text], {
      only: [limit as 'max_connections'],
    });
    expect(findings).toMatchObject([{ limit, verdict }]);
    expect(whole).toBe('failed');
  });

  it('are not those of access rules that it does not have', async () => {
    const only = ['access_rules'] as const;
    const { findings, verdict } = await gateway.measure(['access_rules=deny 127.0.0.3'], {
      only,
      sources: ['127.0.0.1', '127.0.0.2', '127.0.0.3'],
    });
    expect(findings).toMatchObject([
      { source: '127.0.0.1', declared: 'allowed', measured: 'allowed', verdict: 'matches' },
      { source: '127.0.0.2', declared: 'allowed', measured: 'denied', verdict: 'too strict' },
      { source: '127.0.0.3', declared: 'denied', measured: 'allowed', verdict: 'too lax' },
    ]);
    expect(verdict).toBe('failed');
  });

  it('are told where none is declared', async () => {
    const { findings, verdict } = await gateway.measure([], { only: ['max_connections', 'access_rules'] });
    expect(findings).toMatchObject([
      { limit: 'access_rules', measured: 'allowed', verdict: 'undeclared' },
      { limit: 'max_connections', measured: 30, verdict: 'undeclared' },
    ]);
    expect(verdict).toBe('passed');
    const { findings: few } = await gateway.measure([], { only: ['max_connections'], most: 10 });
    expect(few).toMatchObject([{ measured: 10, atLeast: true, verdict: 'undeclared' }]);
  });

  it('are unclear where this machine has not enough', async () => {
    const declared = parseDeclared(['max_connections=30']);
    const options = { target: gateway.target, declared, only: ['max_connections'] } as const;
    const { findings, verdict } = await measureLimits(options, { descriptors: 64 + 12, ports: 30_000 });
    expect(findings).toMatchObject([{ measured: 12, atLeast: true, verdict: 'inconclusive' }]);
    expect(findings[0]?.reason).toContain('76 file descriptors: run `ulimit -n`');
    expect(verdict).toBe('inconclusive');
  });

  it('are unclear where no address is let in', async () => {
    const { findings, verdict } = await gateway.measure(
      ['access_rules=deny 127.0.0.2', 'max_connections=30'],
      {
        only: ['access_rules', 'max_connections'],
        sources: ['127.0.0.2'],
      },
    );
    expect(findings).toMatchObject([{ verdict: 'matches' }, { verdict: 'inconclusive' }]);
    expect(verdict).toBe('inconclusive');
  });

  it('need an address of this machine', async () => {
    await expect(gateway.measure([], { sources: ['192.0.2.7'], only: ['access_rules'] })).rejects.toThrow(
      '--source 192.0.2.7: no device can connect from it',
    );
  });

  it('end when they are told to, and say nothing of what was interrupted', async () => {
    const stop = new AbortController();
    const { findings, verdict } = await gateway.measure(limits, {
      only: ['access_rules', 'max_messages_rate', 'max_connections'],
      sources: ['127.0.0.1'],
      // While the next one is measured.
      onFinding: () => setImmediate(() => stop.abort()),
      signal: stop.signal,
    });
    expect(findings).toMatchObject([{ limit: 'access_rules', verdict: 'matches' }]);
    expect(verdict).toBe('inconclusive');
  });
});

describe('a target that is not there', () => {
  it.each(['tcp', 'udp'] as const)('is named, on %s', async (transport) => {
    const target: Target = { transport, host: '127.0.0.1', port: await freePort() };
    await expect(measureLimits({ target })).rejects.toThrow(
      `no device can connect to ${transport}://127.0.0.1:${target.port}: ECONNREFUSED: start the gateway`,
    );
  });

  it('is told from one that denies an address, where it does not speak TLS', async () => {
    const server = createServer((socket) => socket.end('220 ready\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const target: Target = { transport: 'tls', host: '127.0.0.1', port };
    await expect(measureLimits({ target })).rejects.toThrow(/ERR_SSL_.*correct --target, --ca/);
    server.close();
  });
});
