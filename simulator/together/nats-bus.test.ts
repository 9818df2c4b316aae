import { describe, expect, it } from 'vitest';
import { freePort } from '../../fixtures/free-port.ts';
import { openNatsBus } from './nats-bus.ts';

describe('the way to a NATS server', () => {
  it('names a server that is not there, and how to have one', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    await expect(openNatsBus(`nats://somebody:secret@${address}`, 'run')).rejects.toMatchObject({
      code: 'NATS_UNREACHABLE',
      message: `--nats nats://${address}: ECONNREFUSED: start nats-server there, or correct the address`,
      facts: { address, reason: 'ECONNREFUSED' },
    });
  });

  it.each([
    ['http://127.0.0.1:4222', 'run', '--nats http://127.0.0.1:4222: give nats://host:port'],
    ['http://somebody:secret@host', 'run', '--nats http://host: give nats://host:port'],
    ['127.0.0.1', 'run', '--nats 127.0.0.1: give nats://host:port'],
    ['nats://127.0.0.1:1', 'a.*', '--run a.*: give a name of letters'],
  ])('refuses %s and %s', async (server, run, message) => {
    await expect(openNatsBus(server, run)).rejects.toThrow(message);
  });
});
