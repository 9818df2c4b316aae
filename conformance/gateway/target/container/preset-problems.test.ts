import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../../../fixtures/run-exproto.ts';
import { readTarget } from '../read-target.ts';

function read(preset: string, more: string, listeners = 'tcp: "127.0.0.1:7993"') {
  const text = `
listeners: { ${listeners} }
adapter: 127.0.0.1:9100
handler: { listen: "127.0.0.1:9001" }
container: { preset: ${preset} }
${more}
`;
  return readTarget(writeTemporary('target.yaml', text));
}

describe('what does not go with a preset', () => {
  it.each([
    ['emqx-5.8', 'mountpoint: client', 'mountpoint does not go with container.preset emqx-5.8'],
    ['emqx-4.4', 'mountpoint: { prefix: a/ }', 'mountpoint does not go with container.preset emqx-4.4'],
    ['emqx-5.8', 'credentials: { username: a, password: b }', 'credentials does not go with'],
    ['emqx-4.4', 'refusals: { publish: a }', 'refusals.publish does not go with'],
    ['emqx-4.4', 'refusals: { subscribe: a }', 'refusals.subscribe does not go with'],
    [
      'emqx-4.4',
      'refusals: { authentication: { username: a, password: b } }',
      'refusals.authentication does not go with',
    ],
  ])('%s and %s', (preset, more, problem) => {
    expect(() => read(preset, more)).toThrow(problem);
  });

  it.each([
    [
      'ssl: { address: "127.0.0.1:1", handshake_timeout: 3s }',
      'listeners.ssl.handshake_timeout does not go with',
    ],
    ['dtls: { address: "127.0.0.1:1", verify: verify_peer }', 'listeners.dtls.verify '],
    [
      'udp: { address: "127.0.0.1:1", idle: { address: "127.0.0.1:2", idle_timeout: 2s } }',
      'listeners.udp.idle does not go with',
    ],
  ])('a listener %s', (listener, problem) => {
    expect(() => read('emqx-5.8', '', listener)).toThrow(problem);
  });

  it.each([
    ['emqx-4.4', 'mountpoint: client'],
    ['emqx-5.8', 'mountpoint: { prefix: devices/ }'],
  ])('%s with %s does', (preset, more) => {
    expect(read(preset, more).container?.image).toMatch(/^emqx\/emqx:/);
  });
});
