import { expect, it } from 'vitest';
import { createRandom } from '../../fixtures/create-random.ts';
import { beginClient, createWire, passOn, type Wire, type WiredClient } from '../../fixtures/dtls-wire.ts';

/** A handshake with some words after it, each datagram of either side going through `alter`. */
function talk(wire: Wire, port: number, alter: (datagram: Uint8Array) => Uint8Array[]): string[] {
  const wired = beginClient(wire);
  let spoken = false;
  // A dozen rounds are more than an undisturbed handshake takes.
  for (let round = 0; round < 12; round += 1) {
    passOn(wire, wired, port, alter);
    if (spoken || wired.session() === undefined) continue;
    spoken = true;
    for (const words of ['one', 'two', 'three']) speak(wired, words);
  }
  wired.client.destroy();
  return wired.heard;
}

function speak(wired: WiredClient, words: string): void {
  try {
    wired.session()?.write(Buffer.from(words), () => undefined);
  } catch (error) {
    // What came for it may have ended its session.
    expect(error).toMatchObject({ code: 'DTLS_CLOSED' });
  }
}

it('goes through a handshake without a socket', async () => {
  const wire = await createWire();
  expect(talk(wire, 1000, (datagram) => [datagram])).toEqual(['one', 'two', 'three']);
});

it('takes no harm from 20,000 datagrams that are mutated', async () => {
  const wire = await createWire();
  const random = createRandom(42);
  const pick = (limit: number) => Math.floor(random() * limit);
  let mutated = 0;
  const mutate = (datagram: Uint8Array): Uint8Array[] => {
    if (random() < 0.7) return [datagram];
    const copy = Buffer.from(datagram);
    const results: Buffer[] = [];
    for (let count = 0; count < 12; count += 1) {
      mutated += 1;
      const bytes = Buffer.from(copy);
      for (let flips = pick(4); flips >= 0; flips -= 1) bytes[pick(bytes.length)] = pick(256);
      if (random() < 0.2) results.push(bytes.subarray(0, pick(bytes.length)));
      else results.push(random() < 0.2 ? Buffer.concat([bytes, copy]) : bytes);
    }
    return random() < 0.5 ? results : [...results, datagram];
  };
  for (let port = 2_000; mutated < 20_000; port += 1) {
    talk(wire, port, mutate);
    if (port % 40 === 0) wire.clock.pass(20_000);
  }
  expect(talk(wire, 1_000, (datagram) => [datagram])).toEqual(['one', 'two', 'three']);
  // What is left are sessions that nobody ended, and no handshake.
  wire.clock.pass(20_000);
  expect(wire.server.handshakes).toBe(0);
  expect(wire.places()).toBe(wire.server.peers);
  for (const session of wire.sessions) session.destroy();
  expect([wire.places(), wire.server.peers, wire.clock.pending]).toEqual([0, 0, 0]);
}, 60_000);
