import { describe, expect, it } from 'vitest';
import { parseHandlerUrl } from './parse-handler-url.ts';

describe('parseHandlerUrl', () => {
  it.each([
    ['http://127.0.0.1:9001', 'http://127.0.0.1:9001'],
    ['http://handler:80/', 'http://handler:80'],
    ['HTTP://handler:80', 'http://handler:80'],
    ['http://[::1]:9001', 'http://[::1]:9001'],
    ['https://handler.example.org:9001', 'https://handler.example.org:9001'],
    ['HTTPS://[::1]:443/', 'https://[::1]:443'],
  ])('reads %s', (value, url) => {
    expect(parseHandlerUrl(value)).toEqual({ value: url });
  });

  it.each([
    'http://handler',
    'https://handler',
    'ftp://h:1',
    'handler:9001',
    'http://h:1/path',
    'http://u:p@h:1',
    'http://',
    '',
    9001,
    null,
  ])('asks for a scheme, a host and a port instead of %j', (value) => {
    const problem = 'expected http://host:port or https://host:port, such as http://127.0.0.1:9001';
    expect(parseHandlerUrl(value)).toEqual({ problem });
  });

  it('refuses port 0', () => {
    expect(parseHandlerUrl('http://h:0')).toEqual({ problem: 'expected a port from 1 to 65535' });
  });
});
