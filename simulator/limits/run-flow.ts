import { FlowMeter } from './flow-meter.ts';
import { offer } from './offer.ts';
import { pause } from './pause.ts';
import type { FlowPlan } from './plan-flow.ts';
import type { Visitor } from './visit.ts';

/** How long a flow may take, in milliseconds. */
export interface FlowTime {
  /** Least and most until a burst is used up. */
  readonly lead: readonly [number, number];
  readonly time: number;
  readonly signal?: AbortSignal | undefined;
}

/** What came back. */
export interface Flow {
  /** Bytes per second while it was counted, and in the fastest moment of all. */
  readonly rate: number;
  readonly peak: number;
  /** From a datagram to its reply on average, in milliseconds. */
  readonly delay: number | undefined;
  /** A device was cut off. */
  readonly cutOff: boolean;
}

/** How many datagrams of a device are remembered until their replies come. */
const remembered = 8_192;
const look = 20;
const draining = 1_000;

/** Each device keeps as much on its way as the window has, as fast as replies come. */
export async function runStreams(
  visitors: readonly Visitor[],
  { size, window }: FlowPlan,
  times: FlowTime,
): Promise<Flow> {
  const [meter, began] = [new FlowMeter(), performance.now()];
  let [ended, underway] = [false, 0];
  for (const visitor of visitors) {
    const conversation = visitor.converse(size);
    let room = Math.max(window, size);
    const fill = () => {
      for (; room >= size && !ended; room -= size) {
        visitor.write(conversation.next(Date.now()).bytes);
        underway += size;
      }
    };
    visitor.received = ({ length }) => {
      meter.add(length, performance.now() - began);
      room += length;
      underway -= length;
      fill();
    };
    fill();
  }
  const until = await count(meter, began, times);
  ended = true;
  // What is still on its way must not be taken for what the next flow sends.
  for (let waited = 0; underway > 0 && waited < draining && !isCutOff(visitors); waited += look)
    await pause(look, times.signal);
  return { rate: meter.rate(until), peak: meter.peak, delay: undefined, cutOff: isCutOff(visitors) };
}

/** Datagrams are sent at an even rate by all devices in turn. */
export async function runDatagrams(
  visitors: readonly Visitor[],
  { size, offered }: FlowPlan,
  times: FlowTime,
): Promise<Flow> {
  const [meter, began] = [new FlowMeter(), performance.now()];
  let [delays, replies] = [0, 0];
  const senders = visitors.map((visitor) => {
    const conversation = visitor.converse(size);
    const sent = new Float64Array(remembered);
    visitor.received = (bytes) => {
      const now = performance.now();
      for (const heard of conversation.receive(bytes)) {
        if (heard.kind !== 'reply') continue;
        meter.add(size, now - began);
        delays += now - (sent[heard.sequence % remembered] ?? now);
        replies += 1;
      }
    };
    return () => {
      const { bytes, sequence = 0 } = conversation.next(Date.now());
      sent[sequence % remembered] = performance.now();
      visitor.write(bytes);
    };
  });
  const stop = new AbortController();
  const signal = times.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, times.signal]);
  const sending = offer(offered, Number.POSITIVE_INFINITY, signal, (index) =>
    senders[index % senders.length]?.(),
  );
  const until = await count(meter, began, times);
  stop.abort();
  await sending;
  const delay = replies === 0 ? undefined : delays / replies;
  return { rate: meter.rate(until), peak: meter.peak, delay, cutOff: isCutOff(visitors) };
}

/** Waits until the burst is used up, then for the time that counts; when that was over. */
async function count(meter: FlowMeter, began: number, { lead, time, signal }: FlowTime): Promise<number> {
  const [least, most] = lead;
  const now = () => performance.now() - began;
  while (now() < most && signal?.aborted !== true && !(now() >= least && meter.hasSlowed(now())))
    await pause(look, signal);
  meter.countFrom(now());
  await pause(time, signal);
  return now();
}

function isCutOff(visitors: readonly Visitor[]): boolean {
  return visitors.some(({ isOpen }) => !isOpen);
}
