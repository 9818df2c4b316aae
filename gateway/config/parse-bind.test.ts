import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseBind } from './parse-bind.ts';
import { hostPortText } from './parse-host-port.ts';

describe('parseBind', () => {
  it.each([
    ['0.0.0.0:7993', '0.0.0.0', 7993],
    ['[::1]:7993', '::1', 7993],
    ['[::]:0', '::', 0],
    ['localhost:65535', 'localhost', 65_535],
    ['gate_way-1.example.org:1', 'gate_way-1.example.org', 1],
    ['7993', '0.0.0.0', 7993],
    [7993, '0.0.0.0', 7993],
    [0, '0.0.0.0', 0],
  ])('reads %s', (value, host, port) => {
    expect(parseBind(value)).toEqual({ value: { host, port } });
  });

  it.each(['localhost', '', ':7993', 'host:', 'a b:1', '0.0.0.300:1', '1.2:3', '[x]:1', 'tcp://h:1', '-a:1'])(
    'asks for host:port instead of %j',
    (value) => {
      expect(parseBind(value)).toEqual({ problem: 'expected host:port, such as 0.0.0.0:7993' });
    },
  );

  it.each([null, undefined, [], {}, true])('asks for host:port instead of %j', (value) => {
    expect(parseBind(value)).toEqual({ problem: 'expected host:port, such as 0.0.0.0:7993' });
  });

  it.each(['::1', '::1:7993', 'fe80::1:7993'])('asks for brackets around %s', (value) => {
    expect(parseBind(value)).toEqual({ problem: 'expected [address]:port for IPv6, such as [::1]:7993' });
  });

  it.each([65_536, -1, 1.5, '65536', 'h:65536', '[::1]:99999'])('refuses the port of %s', (value) => {
    expect(parseBind(value)).toEqual({ problem: 'expected a port from 0 to 65535' });
  });

  test.prop([fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()), fc.integer({ min: 0, max: 65_535 })])(
    'reads what it would print',
    (host, port) => {
      expect(parseBind(hostPortText({ host, port }))).toEqual({ value: { host, port } });
    },
  );
});
