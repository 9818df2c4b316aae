import { describe, expect, it } from 'vitest';
import { emqx5File } from '../../../fixtures/emqx5-file.ts';
import { readEmqx5 } from './read-emqx5.ts';

const proxyOf = (settings: string) => {
  const { configuration, warnings } = readEmqx5('file', emqx5File(`listeners.tcp.a { ${settings} }`));
  expect(warnings).toEqual([]);
  const [listener] = configuration.listeners;
  return listener?.transport === 'tcp' ? listener.proxyProtocol : 'no TCP listener';
};

describe('proxy_protocol', () => {
  it.each([
    ['proxy_protocol = true', { timeout: 3_000 }],
    ['proxy_protocol = true, proxy_protocol_timeout = 500ms', { timeout: 500 }],
    ['proxy_protocol = false, proxy_protocol_timeout = 500ms', undefined],
    ['', undefined],
  ])('is read: %s', (settings, proxyProtocol) => {
    expect(proxyOf(settings)).toEqual(proxyProtocol);
  });
});
