import type { DeclaredLimits } from './declared-limits.ts';
import type { NumberedLimit } from './limit-names.ts';
import { smallFrame } from './visit.ts';

/** What flows, and whose limit it is about. */
export interface FlowSubject {
  readonly what: 'bytes' | 'messages';
  readonly whose: 'connection' | 'listener';
}

/** How devices send, so that this limit is met before any other. */
export interface FlowPlan {
  readonly devices: number;
  /** Bytes of a frame. */
  readonly size: number;
  /** On streams: bytes of each device that may be without a reply; what is back is sent again. */
  readonly window: number;
  /** On datagrams: frames per second of all devices, whatever comes back. */
  readonly offered: number;
}

/** What is known of the listener and the way to it. */
export interface FlowSurroundings {
  readonly datagrams: boolean;
  /** Milliseconds. */
  readonly roundTrip: number;
  /** How many devices it takes. */
  readonly places: number;
}

/** A read takes about as much at most, and it is what a limit on messages counts on streams. */
const largestRead = 65_536;
const largestFrame = { stream: 4_096, datagram: 1_200 };
const largestWindow = 4 * 2 ** 20;
const mostDevices = 64;
/** Datagrams per second that one process can be expected to send. */
const mostDatagrams = 6_000;
/** Datagrams per second that are let in, so that one more or less makes no difference. */
const fineness = 100;
/** Without a limit to compare with, so much is tried on datagrams. */
const undeclaredDatagrams = 400;

export function limitOf({ what, whose }: FlowSubject): NumberedLimit {
  return `${whose === 'listener' ? 'listener_' : ''}max_${what}_rate`;
}

/** Plans a flow above the declared limit that stays below all others, or says why there is none. */
export function planFlow(
  subject: FlowSubject,
  { numbers }: Pick<DeclaredLimits, 'numbers'>,
  { datagrams, roundTrip, places }: FlowSurroundings,
): FlowPlan | { readonly doubt: string } {
  const declared = numbers[limitOf(subject)];
  const each = numbers[limitOf({ ...subject, whose: 'connection' })] ?? Number.POSITIVE_INFINITY;
  const all = numbers[limitOf({ ...subject, whose: 'listener' })] ?? Number.POSITIVE_INFINITY;
  if (subject.whose === 'connection' && declared !== undefined && all < 1.1 * declared)
    return { doubt: `${limitOf({ ...subject, whose: 'listener' })} is reached first` };
  const devices =
    subject.whose === 'connection' ? 1 : devicesFor(subject, declared, each, { roundTrip, places });
  if (subject.whose === 'listener' && declared !== undefined && devices * each < 1.1 * declared)
    return { doubt: `${devices} devices reach ${limitOf({ ...subject, whose: 'connection' })} first` };
  // The other kind of limit must not be met.
  const other = { what: subject.what === 'bytes' ? 'messages' : 'bytes' } as const;
  const others = Math.min(
    devices * (numbers[limitOf({ ...other, whose: 'connection' })] ?? Number.POSITIVE_INFINITY),
    numbers[limitOf({ ...other, whose: 'listener' })] ?? Number.POSITIVE_INFINITY,
  );
  const first = { doubt: `the limit on ${other.what} is reached first` };
  if (subject.what === 'messages') {
    if (declared !== undefined && declared * smallFrame > 0.8 * others) return first;
    const offered = declared === undefined ? undeclaredDatagrams : 3 * declared;
    const plan = { devices, size: smallFrame, window: smallFrame, offered };
    return datagrams && offered > mostDatagrams ? tooMany(offered) : plan;
  }
  const share = (declared ?? Number.POSITIVE_INFINITY) / devices;
  if (datagrams) {
    if (declared === undefined)
      return { devices, size: 1_000, window: 0, offered: Math.min(undeclaredDatagrams, 0.5 * others) };
    const wanted = Math.max(declared / fineness, (2 * declared) / others);
    const size = Math.floor(Math.min(Math.max(smallFrame, wanted), largestFrame.datagram, share / 2));
    if (size < smallFrame) return { doubt: 'the limit is less than two small datagrams per second' };
    if (declared / size > 0.8 * others) return first;
    const offered = (3 * declared) / size;
    return offered > mostDatagrams ? tooMany(offered) : { devices, size, window: 0, offered };
  }
  if (declared === undefined) return { devices, size: largestFrame.stream, window: largestRead, offered: 0 };
  const wanted = Math.max(0.05 * share, (3 * roundTrip * share) / 1_000, (2 * declared) / others);
  const window = Math.min(largestWindow, Math.max(2 * smallFrame, Math.floor(wanted)));
  if (declared / Math.min(window, largestRead) > 0.8 * others) return first;
  const size = Math.min(largestFrame.stream, Math.max(smallFrame, Math.floor(window / 4)));
  return { devices, size, window, offered: 0 };
}

/** As many as can go beyond the limit of the listener together, each within its own. */
function devicesFor(
  { what }: FlowSubject,
  declared: number | undefined,
  each: number,
  { roundTrip, places }: Pick<FlowSurroundings, 'roundTrip' | 'places'>,
): number {
  const byOwn = declared === undefined ? 0 : (1.5 * declared) / each;
  // One message of a device is on its way at a time.
  const byTime =
    what === 'bytes' || declared === undefined ? 0 : Math.min(16, (2 * declared * roundTrip) / 1_000);
  return Math.max(1, Math.min(mostDevices, places, Math.max(4, Math.ceil(byOwn), Math.ceil(byTime))));
}

function tooMany(offered: number): { readonly doubt: string } {
  return {
    doubt: `${Math.round(offered)} datagrams/s would be needed, and no more than ${mostDatagrams} can be sent from here`,
  };
}
