import { describe, expect, it } from 'vitest';
import type { ListenerLimits } from '../../limits/listener-limits.ts';
import type { GatewayConfiguration } from '../configuration.ts';
import { defaultConfiguration, defaultListener } from '../default-configuration.ts';
import { readYaml } from './read-yaml.ts';
import { writeYaml } from './write-yaml.ts';

const limits: ListenerLimits = {
  maxConnections: 5,
  connectionRate: { rate: 10, burst: 20 },
  accessRules: [
    { permit: 'allow', from: { address: '10.0.0.0', prefix: 8 } },
    { permit: 'allow', from: { address: '::1', prefix: 128 } },
    { permit: 'deny', from: 'all' },
  ],
  perConnection: { bytesRate: 65_536, messagesRate: 100 },
  perListener: { bytesRate: 1_000, messagesRate: 1_000 },
};

const rich: GatewayConfiguration = {
  ...defaultConfiguration(),
  node: 'a@b',
  adapter: { bind: { host: '::1', port: 9101 }, maxMessageSize: 5_000 },
  listeners: [
    {
      ...defaultListener(),
      name: 'first',
      idleTimeout: 0,
      noDelay: false,
      limits,
      proxyProtocol: { timeout: 500 },
    },
    { ...defaultListener(), name: 'second', transport: 'udp', sendTimeout: 1_500 },
  ],
  mountpoint: { from: 'client' },
  closeReasons: 'emqx',
  authentication: { users: [{ username: 'null', password: '123: #"' }] },
  authorization: {
    rules: [
      { permit: 'deny', action: 'publish', topic: '#', clientid: 'yes' },
      { permit: 'allow', action: 'all', topic: 'a/+' },
    ],
    otherwise: 'deny',
  },
  maxQueuedMessages: 7,
  log: { level: 'debug' },
};

describe('writeYaml', () => {
  it.each([
    ['the defaults', defaultConfiguration()],
    ['everything otherwise', rich],
  ])('writes %s as readYaml reads it', (_name, configuration) => {
    expect(readYaml('file', writeYaml(configuration, 'written')).configuration).toEqual(configuration);
  });

  it('shows no password where they are hidden', () => {
    expect(writeYaml(rich, 'hidden')).not.toContain('123');
  });
});
