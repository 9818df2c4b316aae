import { expect, it } from 'vitest';
import { beginClient, createWire, passOn, type Wire, type WiredClient } from '../../fixtures/dtls-wire.ts';

const port = 1_000;

function connect(wire: Wire): WiredClient {
  const client = beginClient(wire);
  while (client.session() === undefined) passOn(wire, client, port);
  return client;
}

function say(client: WiredClient, words: string): void {
  client.session()?.write(Buffer.from(words), () => undefined);
}

it('an old session works on until the last message of the new handshake', async () => {
  const wire = await createWire();
  const old = connect(wire);
  const fresh = beginClient(wire);
  const ends: string[] = [];
  const [first] = wire.sessions;
  if (first === undefined) throw new Error('there is no session');
  first.ended = ({ kind }) => ends.push(kind);
  let rounds = 0;
  for (; wire.sessions.length < 2; rounds += 1) {
    expect(ends).toEqual([]);
    say(old, `round ${rounds}`);
    passOn(wire, old, port);
    expect(old.heard.at(-1)).toBe(`round ${rounds}`);
    passOn(wire, fresh, port);
  }
  expect(rounds).toBeGreaterThanOrEqual(3);
  expect(ends).toEqual(['replaced']);
  passOn(wire, fresh, port);
  say(fresh, 'new');
  passOn(wire, fresh, port);
  expect(fresh.heard).toEqual(['new']);
  // Nobody can read the old one's words any more.
  say(old, 'too late');
  passOn(wire, old, port);
  expect(old.heard).not.toContain('too late');
  expect([wire.places(), wire.server.peers, wire.server.handshakes]).toEqual([1, 1, 0]);
});

it('a handshake that is begun anew takes the place of the one before it', async () => {
  const wire = await createWire();
  const given = beginClient(wire);
  for (let round = 0; round < 2; round += 1) passOn(wire, given, port);
  expect(wire.server.handshakes).toBe(1);
  const fresh = connect(wire);
  say(fresh, 'here');
  passOn(wire, fresh, port);
  expect(fresh.heard).toEqual(['here']);
  // Nobody sleeps any more who would try the given up one again.
  given.client.destroy();
  wire.clock.pass(1_000);
  expect(wire.clock.pending).toBe(0);
  expect([wire.places(), wire.server.peers, wire.server.handshakes]).toEqual([1, 1, 0]);
});
