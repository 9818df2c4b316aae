import { describe, expect, it } from 'vitest';
import { parseAccessRule } from './access-rule.ts';

describe('parseAccessRule', () => {
  it.each([
    ['allow all', { permit: 'allow', from: 'all' }],
    ['deny all', { permit: 'deny', from: 'all' }],
    ['  deny \t 10.1.2.3 ', { permit: 'deny', from: { address: '10.1.2.3', prefix: 32 } }],
    ['allow 10.0.0.0/8', { permit: 'allow', from: { address: '10.0.0.0', prefix: 8 } }],
    ['allow 0.0.0.0/0', { permit: 'allow', from: { address: '0.0.0.0', prefix: 0 } }],
    ['deny ::1', { permit: 'deny', from: { address: '::1', prefix: 128 } }],
    ['deny fe80::/10', { permit: 'deny', from: { address: 'fe80::', prefix: 10 } }],
  ])('reads %j', (text, rule) => {
    expect(parseAccessRule(text)).toEqual({ value: rule });
  });

  it.each([
    ...['', 'all', 'allow', 'allow all all', 'ALLOW all', 'refuse all', 'deny 10.0.0.0/33', 'deny ::/129'],
    ...['deny 10.0.0', 'deny 10.0.0.0/', 'deny 10.0.0.0/-1', 'deny /8', 'deny host.example', 'deny 10.0.0.*'],
    ...['deny fe80::1%eth0', 'deny [::1]', 'deny 10.0.0.0/255.0.0.0', 'deny 10.0.0.1-10.0.0.9', 5, null, {}],
  ])('asks for a rule instead of %j', (value) => {
    const problem =
      'expected allow or deny, and all, an address or an address range, such as allow 192.168.0.0/24';
    expect(parseAccessRule(value)).toEqual({ problem });
  });

  it.each([
    'deny ::ffff:10.0.0.1',
    'deny ::ffff:10.0.0.0/104',
    'deny ::FFFF:a00:1',
    'deny 0:0:0:0:0:ffff:10.0.0.1',
  ])('asks for the IPv4 form of %s, which no device has', (value) => {
    expect(parseAccessRule(value)).toEqual({
      problem: 'expected the IPv4 form of the address, without ::ffff:',
    });
  });
});
