import { describe, expect, it } from 'vitest';
import { createRandom } from '../load/random.ts';
import type { Conversation } from './device-script.ts';
import { echoScript } from './echo-script.ts';

function converse(kind: 'stream' | 'datagram', index = 7, size = 64): Conversation {
  const conversation = echoScript(size).createConversation({
    index,
    clientid: 'x',
    random: createRandom(1),
    kind,
  });
  conversation.connected();
  return conversation;
}

const reply = (sequence: number) => ({ kind: 'reply', sequence });

describe('the echo script', () => {
  it.each([1, 3, 63, 64, 65, 1_000])(
    'hears the same frames whatever they are cut into: %i bytes',
    (length) => {
      const conversation = converse('stream');
      const bytes = Buffer.concat([0, 1, 2, 3].map(() => Buffer.from(conversation.next(5).bytes)));
      const heard = [];
      for (let at = 0; at < bytes.length; at += length) {
        // What a socket reads into is used again.
        const shared = Buffer.from(bytes.subarray(at, at + length));
        heard.push(...conversation.receive(shared));
        shared.fill(0);
      }
      expect(heard).toEqual([0, 1, 2, 3].map(reply));
    },
  );

  it('takes what is not its own for garbage', () => {
    const other = Buffer.from(converse('datagram', 8).next(5).bytes);
    const conversation = converse('datagram');
    const own = Buffer.from(conversation.next(5).bytes);
    const judged = [other, own.subarray(1), Buffer.alloc(64), Buffer.alloc(0), own].flatMap((bytes) =>
      conversation.receive(bytes),
    );
    expect(judged.map(({ kind }) => kind)).toEqual(['garbage', 'garbage', 'garbage', 'garbage', 'reply']);
  });

  it('forgets on another connection what it had half received', () => {
    const conversation = converse('stream');
    const bytes = Buffer.from(conversation.next(5).bytes);
    expect(conversation.receive(bytes.subarray(0, 10))).toEqual([]);
    conversation.connected();
    expect(conversation.receive(bytes)).toEqual([reply(0)]);
  });

  it.each([19, 8_193, 20.5])('has no frame of %d bytes', (size) => {
    expect(() => echoScript(size)).toThrow(/give 20 to 8192/);
  });
});
