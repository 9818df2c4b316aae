import type { BrokerMessage } from '../broker/broker.ts';
import type { Callback, ReceivedMessages } from './callback.ts';
import type { Turn } from './state.ts';

/** One `OnReceivedMessages` stays below what a handler accepts by default, 4 MB. */
const batchCount = 256;
const batchSize = 256 * 1024;

/** What may wait for one connection's handler, whatever the number of messages. */
const queuedSize = 8 * 1024 * 1024;

/** A device that dribbles must not fill memory with chunks of one byte. */
const mostChunks = 64;

/** Queues bytes behind those that wait already, or in a callback of their own. */
export function enqueueBytes(turn: Turn, bytes: Uint8Array): void {
  const { state } = turn;
  state.receivedSize += bytes.length;
  const last = state.queue.at(-1);
  if (last?.method === 'OnReceivedBytes' && !state.settings.datagrams) {
    const joined: Callback = {
      method: 'OnReceivedBytes',
      chunks:
        last.chunks.length < mostChunks ? [...last.chunks, bytes] : [Buffer.concat([...last.chunks, bytes])],
      size: last.size + bytes.length,
    };
    state.queue = [...state.queue.slice(0, -1), joined];
  } else {
    state.queue = [...state.queue, { method: 'OnReceivedBytes', chunks: [bytes], size: bytes.length }];
  }
}

/** Queues a message, several to a callback; the oldest go when too many wait. */
export function enqueueMessage(turn: Turn, message: BrokerMessage): void {
  const { state } = turn;
  const size = message.payload.length + message.topic.length;
  state.messageCount += 1;
  state.messageSize += size;
  const last = state.queue.at(-1);
  if (last?.method === 'OnReceivedMessages' && hasRoom(last, size)) {
    const joined: Callback = {
      method: 'OnReceivedMessages',
      messages: [...last.messages, message],
      size: last.size + size,
    };
    state.queue = [...state.queue.slice(0, -1), joined];
  } else {
    state.queue = [...state.queue, { method: 'OnReceivedMessages', messages: [message], size }];
  }
  dropOldest(turn);
}

/** Takes the next callback off the queue. */
export function dequeue(turn: Turn): Callback | undefined {
  const { state } = turn;
  const [next, ...rest] = state.queue;
  state.queue = rest;
  if (next?.method === 'OnReceivedMessages') {
    state.messageCount -= next.messages.length;
    state.messageSize -= next.size;
  }
  return next;
}

/** Forgets everything that waits. */
export function clearQueue(turn: Turn): void {
  const { state } = turn;
  state.queue = [];
  state.receivedSize = state.inFlight?.size ?? 0;
  state.messageCount = 0;
  state.messageSize = 0;
}

/** The size of the only message of a callback, where it is so large that it came alone. */
export function largeMessageOf(callback: Callback): number | undefined {
  return callback.method === 'OnReceivedMessages' && callback.size > batchSize ? callback.size : undefined;
}

function hasRoom(batch: ReceivedMessages, size: number): boolean {
  return batch.messages.length < batchCount && batch.size + size <= batchSize;
}

function dropOldest(turn: Turn): void {
  const { state } = turn;
  let count = 0;
  while (
    state.messageCount > 1 &&
    (state.messageCount > state.settings.maxQueuedMessages || state.messageSize > queuedSize)
  ) {
    const index = state.queue.findIndex((callback) => callback.method === 'OnReceivedMessages');
    const batch = state.queue[index] as ReceivedMessages;
    const [oldest, ...kept] = batch.messages;
    const size = (oldest?.payload.length ?? 0) + (oldest?.topic.length ?? 0);
    const shorter = { ...batch, messages: kept, size: batch.size - size };
    state.queue = state.queue.toSpliced(index, 1, ...(kept.length > 0 ? [shorter] : []));
    state.messageCount -= 1;
    state.messageSize -= size;
    count += 1;
  }
  if (count > 0) turn.effects.push({ type: 'messagesDropped', count });
}
