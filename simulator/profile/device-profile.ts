import type { Arbitrary } from 'fast-check';

/** A value in a frame: a number, text, or bytes in hex. */
export type FieldValue = string | number;

/** The values of a frame, of a device or of a command, by their names. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** How the devices of one protocol talk: what verification and simulation know of them. */
export interface DeviceProfile {
  readonly name: string;
  readonly description?: string;
  /** How such devices connect. */
  readonly transports: readonly ProfileTransport[];
  /** Who a device is, such as its serial number: the same for its whole life, and another for each device. */
  readonly identity: Arbitrary<Fields>;
  readonly framing: Framing;
  /** By name, those of the device and those of the handler. */
  readonly frames: ReadonlyMap<string, FrameType>;
  readonly login?: Login;
  readonly exchanges: readonly Exchange[];
  readonly commands: readonly CommandType[];
  /** What a device sends so that its connection is kept, and each how many seconds. */
  readonly heartbeat?: { readonly send: string; readonly every: number };
  /** After so many seconds without a byte of the device its connection is closed. */
  readonly silence?: number;
  /** What becomes of bytes between frames that are no frame; undefined where the profile does not say. */
  readonly garbage?: Garbage;
  /** What becomes of a device when a call of the adapter that concerns it is refused. */
  readonly refusals: Readonly<Partial<Record<RefusableMethod, Outcome>>>;
}

export const profileTransports = ['tcp', 'tls', 'udp', 'dtls'] as const;
export type ProfileTransport = (typeof profileTransports)[number];

/** The calls of the adapter of which a profile can tell what their refusal does. */
export const refusableMethods = ['Authenticate', 'StartTimer', 'Subscribe', 'Publish'] as const;
export type RefusableMethod = (typeof refusableMethods)[number];

/** What a device feels of something: it is closed, it hears nothing of it, it hears a frame, or all is as it would be otherwise. */
export type Outcome = 'closes' | 'silent' | 'same' | { readonly reply: string };

/** Bytes that are no frame. */
export interface Garbage {
  readonly is: 'ignored' | 'closes' | { readonly reply: string };
  /** Such bytes; on a stream they are whole by themselves: what follows them is a frame again. */
  readonly bytes: Arbitrary<Uint8Array>;
}

/** How bytes are cut into frames. */
export interface Framing {
  /** In words, for people. */
  readonly description: string;
  /** @param whole Nothing follows, as after a datagram: what is left over is no beginning of a frame. */
  split(bytes: Buffer, whole: boolean): Split;
}

/** What was found in bytes. */
export interface Split {
  /** Frames, and what is no frame, in order. */
  readonly pieces: readonly { readonly bytes: Buffer; readonly isFrame: boolean }[];
  /** The beginning of a frame whose end has not come. */
  readonly rest: Buffer;
}

/** One kind of frame. */
export interface FrameType {
  readonly name: string;
  readonly from: 'device' | 'handler';
  /** What is chosen freely in it. */
  readonly values: Arbitrary<Fields>;
  /** Fields that the handler may fill as it likes, such as a time. */
  readonly varying: ReadonlySet<string>;
  /** What its fields are to be, as far as the profile says. */
  complete(values: Fields, context: FrameContext): Fields;
  encode(fields: Fields): Uint8Array;
  /** Undefined where it is no frame of this type. */
  decode(bytes: Uint8Array): Fields | undefined;
}

/** What the fields of a frame can be made of. */
export interface FrameContext {
  readonly identity: Fields;
  /** How many frames the sender has sent on this connection. */
  readonly counter: number;
  /** The fields of what it answers: a request's, or a command's values. */
  readonly request?: Fields;
}

/** A text that is made of the values of a frame, such as a topic. */
export type TextOf = (context: FrameContext) => string;

/** How a device says who it is. */
export interface Login {
  readonly send: string;
  readonly reply?: string;
  /** That the handler is to authenticate it with. */
  readonly clientid: TextOf;
  /** What becomes of other frames before it; undefined where the profile does not say. */
  readonly before?: Outcome;
}

/** Something that a device sends, and what comes of it. */
export interface Exchange {
  readonly send: string;
  readonly reply?: string;
  readonly publish?: Publication;
}

/** What the handler publishes of a frame. */
export interface Publication {
  readonly topic: TextOf;
  /** Undefined where it is not compared with anything but itself. */
  readonly payload?: TextOf;
  readonly qos?: 0 | 1 | 2;
  /** It has a time in it, or something else that is another each time. */
  readonly varies: boolean;
}

/** A message to a topic that reaches the device as a frame. */
export interface CommandType {
  readonly topic: TextOf;
  /** What is chosen freely in its payload. */
  readonly values: Arbitrary<Fields>;
  readonly payload: TextOf;
  /** The frame that the device gets. */
  readonly receive: string;
  /** What it sends then. */
  readonly answer?: string;
}
