import { describe, expect, it } from 'vitest';
import type { HandlerConfiguration } from '../config/configuration.ts';
import { defaultListener } from '../config/default-configuration.ts';
import type { HandlerTlsConfiguration } from '../config/tls-configuration.ts';
import type { HandlerClient } from './handler-client.ts';
import { HandlerClients } from './handler-clients.ts';

const before = handler('before');
const after = handler('after');

function handler(serverName: string, changes: Partial<HandlerConfiguration> = {}): HandlerConfiguration {
  const tls: HandlerTlsConfiguration = { verify: 'verify_peer', serverName };
  return { ...defaultListener().handler, url: 'https://localhost:1', tls, ...changes };
}

/** Clients that call nobody, and what they were told to take over. */
function start() {
  const reloads: string[] = [];
  let closed = 0;
  const clients = new HandlerClients(
    (): HandlerClient => ({
      call: () => () => undefined,
      reload: ({ serverName }) => {
        if (serverName === 'wrong') throw new Error('unusable');
        reloads.push(serverName ?? '');
      },
      probe: async () => undefined,
      close: () => {
        closed += 1;
      },
    }),
  );
  return { clients, reloads, closed: () => closed };
}

describe('the clients of handlers', () => {
  it('are shared by listeners that call the same handler in the same way', () => {
    const { clients } = start();
    const shared = clients.of(before);
    expect(clients.of({ ...before, callbackTimeout: 5 })).toBe(shared);
    expect(clients.of({ ...before, mode: 'stream' })).not.toBe(shared);
    expect(clients.of(after)).not.toBe(shared);
  });

  it('take over other certificates, and are then found by them', () => {
    const { clients, reloads } = start();
    const client = clients.of(before);
    clients.reload([
      [before, after],
      [before, after],
    ]);
    expect(reloads).toEqual(['after']);
    expect(clients.of(after)).toBe(client);
    expect(clients.of(before)).not.toBe(client);
  });

  it('stay as they were where their listeners go apart', () => {
    const { clients, reloads } = start();
    const client = clients.of(before);
    clients.reload([
      [before, after],
      [before, before],
    ]);
    expect(reloads).toEqual([]);
    expect(clients.of(before)).toBe(client);
    expect(clients.of(after)).not.toBe(client);
  });

  it('go on with what they have where the other can not be used', () => {
    const { clients, reloads } = start();
    const client = clients.of(before);
    expect(() => clients.reload([[before, handler('wrong')]])).toThrow('unusable');
    expect(clients.of(before)).toBe(client);
    expect(reloads).toEqual([]);
  });

  it('are all closed', () => {
    const { clients, closed } = start();
    clients.of(before);
    clients.of(after);
    clients.close();
    expect(closed()).toBe(2);
  });
});
