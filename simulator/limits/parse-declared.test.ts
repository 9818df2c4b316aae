import { describe, expect, it } from 'vitest';
import { formatLimit } from './limit-names.ts';
import { parseDeclared } from './parse-declared.ts';

describe('parseDeclared', () => {
  it('reads values as the configuration file has them', () => {
    const rules = ['access_rules=deny 10.0.0.0/8,allow 127.0.0.1', 'access_rules=deny all'];
    const { numbers, accessRules } = parseDeclared([
      'max_connections=1000',
      'max_conn_rate=50/s',
      'max_bytes_rate=64KB/s',
      ...rules,
    ]);
    expect(numbers).toEqual({ max_connections: 1000, max_conn_rate: 50, max_bytes_rate: 65_536 });
    expect(accessRules).toEqual([
      { permit: 'deny', from: { address: '10.0.0.0', prefix: 8 } },
      { permit: 'allow', from: { address: '127.0.0.1', prefix: 32 } },
      { permit: 'deny', from: 'all' },
    ]);
  });

  it('declares no access rules where there are none', () => {
    expect(parseDeclared([])).toEqual({ numbers: {} });
  });

  it.each([
    ['max_connection=5', '--declare max_connection: there is no such limit: did you mean max_connections?'],
    ['speed=5', '--declare speed: there is no such limit: give one of access_rules, '],
    ['max_connections', '--declare max_connections: expected a whole number'],
    ['max_conn_rate=50', '--declare max_conn_rate=50: expected a number per second from 1, such as 1000/s'],
    ['max_bytes_rate=64', '--declare max_bytes_rate=64: expected a size per second'],
    ['access_rules=deny', '--declare access_rules=deny: expected allow or deny, and all'],
  ])('names what is wrong with %s', (text, message) => {
    expect(() => parseDeclared([text])).toThrow(message);
  });
});

describe('formatLimit', () => {
  it.each([
    ['max_connections', 100.4, '100'],
    ['max_conn_rate', 49.94, '49.9/s'],
    ['max_messages_rate', 312.4, '312/s'],
    ['max_bytes_rate', 500, '500B/s'],
    ['listener_max_bytes_rate', 65_536, '64KB/s'],
    ['max_bytes_rate', 1.5 * 2 ** 20, '1.5MB/s'],
  ] as const)('writes %s of %d as %s', (limit, value, text) => {
    expect(formatLimit(limit, value)).toBe(text);
  });
});
