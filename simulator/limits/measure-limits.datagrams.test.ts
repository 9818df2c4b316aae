import { afterEach, describe, expect, it } from 'vitest';
import { LimitedGateway, limits, verdicts } from '../../fixtures/limited-gateway.ts';

let gateway: LimitedGateway | undefined;
afterEach(() => gateway?.stop());

describe('the limits of a gateway on UDP', { timeout: 40_000 }, () => {
  it('are told apart, although a place is not given back', async () => {
    gateway = await LimitedGateway.start('udp');
    const declared = limits.filter((text) => !/conn_(rate|burst)|access/.test(text));
    const only = ['max_messages_rate', 'listener_max_messages_rate', 'max_connections'] as const;
    const result = await gateway.measure(declared, { only });
    expect(verdicts(result)).toEqual({
      max_messages_rate: 'matches',
      listener_max_messages_rate: 'matches',
      max_connections: 'matches',
    });
  });
});

describe('the limits of a gateway on DTLS', { timeout: 40_000 }, () => {
  it('are told apart from one that is too lax', async () => {
    gateway = await LimitedGateway.start('dtls');
    const declared = ['max_bytes_rate=20KB/s', 'max_messages_rate=60/s', 'access_rules=deny 127.0.0.2'];
    const result = await gateway.measure([...declared, 'max_connections=30'], {
      only: ['access_rules', 'max_bytes_rate', 'max_connections'],
    });
    expect(verdicts(result)).toEqual({
      'access_rules127.0.0.1': 'matches',
      'access_rules127.0.0.2': 'matches',
      max_bytes_rate: 'too lax',
      max_connections: 'matches',
    });
  });
});
