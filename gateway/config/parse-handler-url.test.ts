import { describe, expect, it } from 'vitest';
import { parseHandlerUrl } from './parse-handler-url.ts';

describe('parseHandlerUrl', () => {
  it.each([
    ['http://127.0.0.1:9001', 'http://127.0.0.1:9001'],
    ['http://handler:80/', 'http://handler:80'],
    ['HTTP://handler:80', 'http://handler:80'],
    ['http://[::1]:9001', 'http://[::1]:9001'],
  ])('reads %s', (value, url) => {
    expect(parseHandlerUrl(value)).toEqual({ value: url });
  });

  it.each(['http://handler', 'handler:9001', 'http://h:1/path', 'http://u:p@h:1', 'http://', '', 9001, null])(
    'asks for http://host:port instead of %j',
    (value) => {
      const problem = 'expected http://host:port, such as http://127.0.0.1:9001';
      expect(parseHandlerUrl(value)).toEqual({ problem });
    },
  );

  it('says that TLS is not there yet', () => {
    const problem = 'TLS towards the handler is not supported yet, expected http://host:port';
    expect(parseHandlerUrl('https://127.0.0.1:9001')).toEqual({ problem });
  });

  it('refuses port 0', () => {
    expect(parseHandlerUrl('http://h:0')).toEqual({ problem: 'expected a port from 1 to 65535' });
  });
});
