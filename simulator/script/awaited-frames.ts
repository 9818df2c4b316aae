import type { Fields, FrameType } from '../profile/device-profile.ts';

/** More than these are not waited for: the oldest is forgotten. */
const most = 1_000;

/** A frame of the handler that a device waits for. */
export interface AwaitedFrame {
  readonly sequence: number;
  readonly type: FrameType;
  /** What it is the reply to, or the values of the command that it is. */
  readonly request: Fields;
}

/** What a device waits for, in the order in which it was asked for. */
export class AwaitedFrames {
  #awaited: AwaitedFrame[] = [];

  add(frame: AwaitedFrame): void {
    this.#awaited.push(frame);
    if (this.#awaited.length > most) this.#awaited.shift();
  }

  /** The first that a frame can be, which is waited for no more. */
  take(type: FrameType, fields: Fields, identity: Fields): AwaitedFrame | undefined {
    const at = this.#awaited.findIndex((each) => each.type === type && fits(each, fields, identity));
    return at < 0 ? undefined : this.#awaited.splice(at, 1)[0];
  }

  clear(): void {
    this.#awaited = [];
  }
}

function fits({ type, request }: AwaitedFrame, fields: Fields, identity: Fields): boolean {
  const expected = type.complete({}, { identity, counter: 0, request });
  return Object.entries(expected).every(
    ([name, value]) => type.varying.has(name) || String(fields[name]) === String(value),
  );
}
