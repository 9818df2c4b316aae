import { describe, expect, it } from 'vitest';
import { parseDeclared } from './parse-declared.ts';
import { probeAddresses } from './probe-addresses.ts';

const rules = (text: string) => parseDeclared([`access_rules=${text}`]).accessRules ?? [];

describe('probeAddresses', () => {
  it('tries an address of each rule that this machine has', () => {
    const list = rules('deny 127.0.0.2,allow 127.5.0.0/16,deny 10.0.0.0/8,deny all');
    expect(probeAddresses('127.0.0.1', list)).toEqual(['127.0.0.1', '127.0.0.2', '127.5.0.1']);
  });

  it('has none where no rule is about this machine, or the target is elsewhere', () => {
    expect(probeAddresses('127.0.0.1', rules('deny 10.0.0.0/8'))).toEqual([]);
    expect(probeAddresses('192.0.2.1', rules('deny 127.0.0.2'))).toEqual([]);
  });
});
