import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseAccessRule } from './access-rule.ts';
import { AccessRules } from './access-rules.ts';

function rules(...texts: string[]): AccessRules {
  return new AccessRules(
    texts.map((text) => {
      const parsed = parseAccessRule(text);
      if ('problem' in parsed) throw new Error(parsed.problem);
      return parsed.value;
    }),
  );
}

describe('access rules', () => {
  it.each([
    ['none', [], '10.0.0.1', true],
    ['a rule for others', ['deny 10.0.0.0/24'], '10.0.1.0', true],
    ['a rule for it', ['deny 10.0.0.0/24'], '10.0.0.255', false],
    ['the first of two', ['allow 10.0.0.1', 'deny all'], '10.0.0.1', true],
    ['the second of two', ['allow 10.0.0.1', 'deny all'], '10.0.0.2', false],
    ['a rule behind another', ['deny all', 'allow 10.0.0.1'], '10.0.0.1', false],
    ['the rest of the range', ['deny 10.1.2.3/8'], '10.9.9.9', false],
    ['IPv4 on an IPv6 socket', ['deny 10.0.0.0/8'], '::ffff:10.0.0.1', false],
    ['every IPv4 address', ['deny 0.0.0.0/0'], '::1', true],
    ['every IPv6 address', ['deny ::/0'], '10.0.0.1', true],
    ['every IPv6 address', ['deny ::/0'], '::ffff:10.0.0.1', true],
    ['a range', ['deny fe80::/10'], 'febf::1', false],
    ['a range and a zone', ['deny fe80::/10'], 'fe80::1%eth0', false],
    ['a range next to it', ['deny fe80::/10'], 'fec0::1', true],
    ['another spelling', ['deny 0:0:0:0:0:0:0:1'], '::1', false],
  ])('with %s: %j let %s in: %s', (_, texts, host, allowed) => {
    expect(rules(...texts).allow(host)).toBe(allowed);
  });
});

/** Addresses of few different bits, so that rules match now and then. */
const ipv4 = fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(0, 1, 128, 255)));
const ipv6 = fc.tuple(...Array.from({ length: 8 }, () => fc.constantFrom(1, 2, 0x8000, 0xffff)));
const addresses = fc.oneof(
  ipv4.map((parts) => ({ text: parts.join('.'), bits: bitsOf(parts, 8) })),
  ipv6.map((parts) => ({ text: parts.map((part) => part.toString(16)).join(':'), bits: bitsOf(parts, 16) })),
);
const ranges = addresses.chain(({ text, bits }) =>
  fc.nat(bits.length).map((prefix) => ({ text: `${text}/${prefix}`, bits, prefix })),
);
const lists = fc.array(fc.record({ permit: fc.constantFrom('allow', 'deny'), range: ranges }), {
  maxLength: 6,
});

function bitsOf(parts: readonly number[], width: number): string {
  return parts.map((part) => part.toString(2).padStart(width, '0')).join('');
}

describe('any access rules', () => {
  test.prop([lists, addresses], { numRuns: 2_000 })(
    'do what comparing the bits does',
    (list, { text, bits }) => {
      const first = list.find(
        ({ range }) =>
          range.bits.length === bits.length &&
          range.bits.slice(0, range.prefix) === bits.slice(0, range.prefix),
      );
      const compiled = rules(...list.map(({ permit, range }) => `${permit} ${range.text}`));
      expect(compiled.allow(text)).toBe(first === undefined || first.permit === 'allow');
    },
  );

  test.prop([lists, ipv4])('treat IPv4 alike on sockets of both kinds', (list, parts) => {
    const compiled = rules(...list.map(({ permit, range }) => `${permit} ${range.text}`));
    const host = parts.join('.');
    expect(compiled.allow(`::ffff:${host}`)).toBe(compiled.allow(host));
  });
});
