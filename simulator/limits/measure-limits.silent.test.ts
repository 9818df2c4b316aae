import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSystem } from '../../fixtures/test-system.ts';
import { defaultListener } from '../../gateway/config/default-configuration.ts';
import type { Target } from '../clients/device-socket.ts';
import { measureLimits } from './measure-limits.ts';

describe('the limits of a gateway whose handler sends nothing back', { timeout: 40_000 }, () => {
  let system: TestSystem;
  let target: Target;
  const bytesRate = 4 * 2 ** 20;

  beforeAll(async () => {
    const { limits: usual } = defaultListener();
    const own = { ...usual, maxConnections: 6, perConnection: { bytesRate, messagesRate: undefined } };
    system = await TestSystem.start({ listener: { limits: own } });
    const [listener] = system.gateway.listeners;
    target = { transport: 'tcp', host: '127.0.0.1', port: listener?.address.port ?? 0 };
  });
  afterAll(() => system.stop());

  it('are measured by who stays connected', async () => {
    const { findings, echoes } = await measureLimits({
      target,
      declared: { numbers: { max_connections: 6, max_messages_rate: 100 } },
      only: ['max_messages_rate', 'max_connections'],
    });
    expect(findings).toMatchObject([
      { limit: 'max_connections', verdict: 'matches' },
      { limit: 'max_messages_rate', verdict: 'inconclusive' },
    ]);
    expect(findings[1]?.reason).toContain('does not send back');
    expect(echoes).toBe(false);
  });

  it.each([
    [bytesRate, 'matches'],
    [bytesRate / 4, 'too lax'],
  ] as const)('are measured by what can be sent: %d %s', async (declared, verdict) => {
    const numbers = { max_bytes_rate: declared };
    const { findings } = await measureLimits({
      target,
      declared: { numbers },
      only: ['max_bytes_rate'],
      tolerance: 0.4,
    });
    expect(findings).toMatchObject([{ limit: 'max_bytes_rate', verdict }]);
  });
});
