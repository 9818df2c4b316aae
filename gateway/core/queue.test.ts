import { describe, expect, it } from 'vitest';
import { VirtualConnection } from '../../fixtures/virtual-connection.ts';

/** An authenticated connection whose handler holds a callback, so that everything else waits. */
function busy(settings = {}): VirtualConnection {
  const connection = VirtualConnection.open({ maxQueuedMessages: 1_000, ...settings });
  connection.authenticate();
  connection.handler = 'holds';
  connection.bytes('.');
  return connection;
}

function payloads(connection: VirtualConnection): string[][] {
  return connection.callbacks.flatMap((callback) =>
    callback.method === 'OnReceivedMessages'
      ? [callback.messages.map(({ payload }) => Buffer.from(payload).toString())]
      : [],
  );
}

function answerAll(connection: VirtualConnection): void {
  connection.handler = 'answers';
  connection.answer();
}

describe('what waits for the handler', () => {
  it('joins bytes to one callback', () => {
    const connection = busy();
    for (const text of ['a', 'b', 'c']) connection.bytes(text);
    connection.answer();
    expect(connection.methods).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnReceivedBytes']);
    expect(connection.callbacks.at(-1)).toMatchObject({ size: 3 });
    expect(connection.received).toBe('.abc');
  });

  it('joins messages to one callback, in order', () => {
    const connection = busy();
    for (const payload of ['1', '2', '3']) connection.deliver('topic', payload);
    answerAll(connection);
    expect(payloads(connection)).toEqual([['1', '2', '3']]);
  });

  it('keeps the order between bytes and messages', () => {
    const connection = busy();
    connection.bytes('a');
    connection.deliver('topic', '1');
    connection.bytes('b');
    connection.bytes('c');
    connection.deliver('topic', '2');
    answerAll(connection);
    expect(connection.methods.slice(2)).toEqual([
      'OnReceivedBytes',
      'OnReceivedMessages',
      'OnReceivedBytes',
      'OnReceivedMessages',
    ]);
  });

  it('puts 256 messages into a callback at most', () => {
    const connection = busy();
    for (let count = 0; count < 600; count += 1) connection.deliver('topic', String(count));
    answerAll(connection);
    expect(payloads(connection).map(({ length }) => length)).toEqual([256, 256, 88]);
    expect(payloads(connection).flat()).toEqual(Array.from({ length: 600 }, (_, index) => String(index)));
  });

  it('puts 256 KiB of messages into a callback at most, one larger message alone', () => {
    const connection = busy();
    for (const size of [100, 100, 100, 600, 1]) connection.deliver('t', 'x'.repeat(size * 1_024));
    answerAll(connection);
    expect(payloads(connection).map((batch) => batch.map(({ length }) => length / 1_024))).toEqual([
      [100, 100],
      [100],
      [600],
      [1],
    ]);
  });

  it('drops the oldest messages when too many wait, and says how many', () => {
    const connection = busy({ maxQueuedMessages: 3 });
    for (const payload of ['1', '2', '3', '4', '5']) connection.deliver('topic', payload);
    expect(connection.effectsOf('messagesDropped')).toEqual([
      { type: 'messagesDropped', count: 1 },
      { type: 'messagesDropped', count: 1 },
    ]);
    answerAll(connection);
    expect(payloads(connection)).toEqual([['3', '4', '5']]);
    expect(connection.state).toMatchObject({ messageCount: 0, messageSize: 0 });
  });

  it('drops the oldest messages above 8 MiB, never the newest', () => {
    const connection = busy();
    const megabyte = 'x'.repeat(1_024 * 1_024);
    for (const repeat of [3, 3, 3]) connection.deliver('topic', megabyte.repeat(repeat));
    connection.deliver('topic', megabyte.repeat(9));
    expect(connection.state.messageCount).toBe(1);
    answerAll(connection);
    expect(
      payloads(connection)
        .flat()
        .map(({ length }) => length),
    ).toEqual([9 * 1_024 * 1_024]);
  });

  it('never drops bytes for messages', () => {
    const connection = busy({ maxQueuedMessages: 1 });
    connection.bytes('a');
    connection.deliver('topic', '1');
    connection.bytes('b');
    connection.deliver('topic', '2');
    answerAll(connection);
    expect(connection.received).toBe('.ab');
    expect(payloads(connection)).toEqual([['2']]);
  });
});
