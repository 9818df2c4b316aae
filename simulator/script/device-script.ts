import type { Random } from '../load/random.ts';

/** How a kind of device talks. Built-in scripts and device profiles give one. */
export interface DeviceScript {
  readonly name: string;
  /** After so many milliseconds without a message a device sends one that keeps its connection. */
  readonly heartbeat?: number;
  /** Devices can be told what to do. */
  readonly hasCommands?: boolean;
  /** The memory of one device: its counters and what it has received of a frame. Called once for each device. */
  createConversation(device: DeviceIdentity): Conversation;
}

/** Who a device is. The same seed gives the same devices. */
export interface DeviceIdentity {
  /** From 0. */
  readonly index: number;
  readonly clientid: string;
  readonly random: Random;
  /** `datagram` where each frame comes and goes whole. */
  readonly kind: 'stream' | 'datagram';
}

/** One device's side of the protocol. It knows no socket and no clock. */
export interface Conversation {
  /** A connection is there: what was half received is forgotten. The frame to log in with, where there is a login. */
  connected(): Uint8Array | undefined;
  /** The next frame that the device sends of itself. `sequence` rises; a reply names it, where the protocol has replies. */
  next(wallTime: number): Message;
  /** Bytes have come, cut anywhere on a stream. They are only valid during the call. */
  receive(bytes: Buffer): readonly Heard[];
  /** The frame that keeps the connection; where the script has a heartbeat. */
  beat?(): Message;
  /** The next command for this device, to be published, which it will hear; where the script has commands. */
  command?(): Command;
}

/** What is published for a device, so that the handler sends it a frame. */
export interface Command {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly sequence: number;
}

/** What a device sends of itself. */
export interface Message {
  readonly bytes: Uint8Array;
  /** Missing where no reply is to be expected. */
  readonly sequence?: number;
}

/** What a device makes of what it has received. */
export type Heard =
  /** The login was accepted. */
  | { readonly kind: 'accepted' }
  /** The login was refused. */
  | { readonly kind: 'refused' }
  /** The reply to a message. */
  | { readonly kind: 'reply'; readonly sequence: number }
  /** A command, which one where that is known, and what the device answers, if it does. */
  | { readonly kind: 'command'; readonly sequence?: number; readonly answer?: Message }
  /** Nothing that this protocol knows. */
  | { readonly kind: 'garbage' };
