import type { X509Certificate } from 'node:crypto';
import type { Sleeper } from '../../clock/alarms.ts';
import type { PreSharedKey } from '../credentials.ts';
import { type DtlsEnd, type DtlsOptions, type DtlsPeer, type DtlsSession, largestRecord } from '../dtls.ts';
import { DtlsError } from '../dtls-error.ts';
import { packRecords } from '../records.ts';
import type { CallbackSubject } from './callbacks.ts';
import type { NativeContext } from './native-context.ts';
import { NativeSession, peerClosed, waiting } from './native-session.ts';

/** What a session is made of. */
export interface SessionParts {
  readonly context: NativeContext;
  readonly role: 'server' | 'client';
  readonly peer: DtlsPeer;
  readonly options: DtlsOptions;
  readonly acceptsCookie?: (cookie: Uint8Array) => boolean;
  readonly keyOf?: (identity: string) => Uint8Array | undefined;
  readonly psk?: PreSharedKey | undefined;
  /** The name that the certificate of a server must have. */
  readonly servername?: string | undefined;
}

/** What becomes of a session, told to whoever made it. */
export interface SessionEvents {
  send(datagram: Uint8Array, sent: () => void): void;
  established(): void;
  /** The handshake came to nothing. */
  failed(reason: string): void;
  /** It is no more, whatever the cause. Told once, before anybody else hears of the cause. */
  over(): void;
}

/** What RFC 6347 begins with, in milliseconds. */
const usualRetransmission = 1_000;

/** A handshake, and the session that it comes to. It sleeps only while it waits for an answer to the handshake. */
export class Session implements DtlsSession, Sleeper, CallbackSubject {
  readonly peer: DtlsPeer;
  readonly psk: PreSharedKey | undefined;
  readonly retransmitAfter: number;
  peerCertificate: X509Certificate | undefined;
  received: (bytes: Buffer) => void = () => undefined;
  ended: (end: DtlsEnd) => void = () => undefined;
  readonly #parts: SessionParts;
  readonly #events: SessionEvents;
  readonly #native: NativeSession;
  readonly #deadline: number;
  #established = false;
  #slot: number | undefined;

  constructor(parts: SessionParts, events: SessionEvents) {
    const { options } = parts;
    this.#parts = parts;
    this.#events = events;
    this.peer = parts.peer;
    this.psk = parts.psk;
    this.retransmitAfter = options.retransmitAfter ?? usualRetransmission;
    this.#deadline = options.clock.now() + options.handshakeTimeout;
    this.#native = new NativeSession(parts.context, parts.role, options.mtu, this);
    if (parts.servername !== undefined) this.#native.expectServer(parts.servername);
  }

  acceptsCookie(cookie: Uint8Array): boolean {
    return this.#parts.acceptsCookie?.(cookie) ?? false;
  }

  keyOf(identity: string): Uint8Array | undefined {
    return this.#parts.keyOf?.(identity);
  }

  /** Begins as a client. */
  connect(): void {
    this.#advance();
  }

  /** Begins as a server, with a hello whose cookie is good. */
  accept(hello: Uint8Array): void {
    this.#native.feed(hello);
    if (this.#native.listen()) this.#advance();
    else this.#fail('the hello is malformed');
  }

  receive(datagram: Uint8Array): void {
    this.#native.feed(datagram);
    this.#advance();
  }

  wake(): void {
    this.#slot = undefined;
    const { clock, handshakeTimeout } = this.#parts.options;
    if (clock.now() >= this.#deadline) return this.#fail(`no handshake within ${handshakeTimeout} ms`);
    const tried = this.#native.retransmit();
    this.#flush();
    if (tried) this.#setAlarm();
    else this.#fail('the peer does not answer');
  }

  write(bytes: Uint8Array, sent: () => void): void {
    if (!this.#established || this.#native.freed) {
      throw new DtlsError('DTLS_CLOSED', 'the DTLS session has ended: nothing can be sent any more');
    }
    if (bytes.length > largestRecord) {
      const message = `a DTLS record holds at most ${largestRecord} bytes, these are ${bytes.length}: send less`;
      throw new DtlsError('DTLS_MESSAGE_TOO_LONG', message, { size: String(bytes.length) });
    }
    if (bytes.length === 0) return sent();
    const outcome = this.#native.write(bytes);
    this.#flush(sent);
    if (outcome !== undefined) this.#end({ kind: 'failed', reason: outcome.failure });
  }

  close(sent: () => void): void {
    if (this.#native.freed) return sent();
    if (this.#established) this.#native.shutdown();
    this.#flush(sent);
    this.#free();
  }

  destroy(): void {
    this.#free();
  }

  /** The peer has another session now. */
  replace(): void {
    this.#end({ kind: 'replaced' });
  }

  #advance(): void {
    if (!this.#established && !this.#shakeHands()) return;
    for (;;) {
      const outcome = this.#native.read();
      if (Buffer.isBuffer(outcome)) {
        this.received(outcome);
        // Whoever got the bytes may have ended the session.
        if (this.#native.freed) return;
      } else if (outcome === waiting) {
        return this.#flush();
      } else if (outcome === peerClosed) {
        this.#native.shutdown();
        this.#flush();
        return this.#end({ kind: 'closed' });
      } else {
        // The alert that tells the peer.
        this.#flush();
        return this.#end({ kind: 'failed', reason: outcome.failure });
      }
    }
  }

  /** Whether it is done now, and the session still there. */
  #shakeHands(): boolean {
    const outcome = this.#native.handshake();
    this.#flush();
    if (outcome === waiting) {
      this.#setAlarm();
      return false;
    }
    if (outcome !== 'done') {
      this.#fail(outcome.failure);
      return false;
    }
    this.#clearAlarm();
    this.#established = true;
    this.peerCertificate = this.#native.peerCertificate();
    this.#events.established();
    return !this.#native.freed;
  }

  #flush(sent: () => void = () => undefined): void {
    const bytes = this.#native.takeOutput();
    const datagrams = bytes === undefined ? [] : packRecords(bytes, this.#parts.options.mtu);
    const last = datagrams.pop();
    for (const datagram of datagrams) this.#events.send(datagram, () => undefined);
    if (last === undefined) sent();
    else this.#events.send(last, sent);
  }

  #fail(reason: string): void {
    if (this.#native.freed) return;
    this.#free();
    this.#events.failed(reason);
  }

  #end(end: DtlsEnd): void {
    if (this.#native.freed) return;
    this.#free();
    this.ended(end);
  }

  #free(): void {
    if (this.#native.freed) return;
    this.#clearAlarm();
    this.#native.free();
    this.#events.over();
  }

  #setAlarm(): void {
    this.#clearAlarm();
    if (this.#native.freed) return;
    const { clock, alarms } = this.#parts.options;
    const due = this.#native.retransmissionDue() ?? Number.POSITIVE_INFINITY;
    this.#slot = alarms.set(this, Math.min(this.#deadline, clock.now() + due));
  }

  #clearAlarm(): void {
    if (this.#slot !== undefined) this.#parts.options.alarms.clear(this, this.#slot);
    this.#slot = undefined;
  }
}
