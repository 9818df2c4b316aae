import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { largestRecord } from '../dtls.ts';
import type { CallbackSubject } from './callbacks.ts';
import { constants, outcomes } from './constants.ts';
import type { OpenSsl } from './load-open-ssl.ts';
import type { NativeContext } from './native-context.ts';
import { takeReason } from './native-failure.ts';
import type { NativeFunctions, Pointer } from './native-functions.ts';

/** Nothing can be done before another datagram comes, or time passes. */
export const waiting = 'waiting';

/** The peer has said that it is done. */
export const peerClosed = 'peer closed';

/** A session that can't go on, with OpenSSL's reason. */
export interface NativeFailure {
  readonly failure: string;
}

/** What a record is read into before it is copied to where it stays. */
const scratch = Buffer.alloc(largestRecord);

const timeval = Buffer.alloc(16);

/**
 * The only one that holds an `SSL`. It lives between two memory BIOs, one for what has come and one
 * for what is to be sent. After `free` everything does nothing: a pointer that is used again would
 * end the process.
 */
export class NativeSession {
  readonly #openSsl: OpenSsl;
  readonly #native: NativeFunctions;
  readonly #subject: CallbackSubject;
  #ssl: Pointer | undefined;
  #input: Pointer;
  #output: Pointer;

  /** @param subject Whom OpenSSL asks while it works on this session. */
  constructor(context: NativeContext, role: 'server' | 'client', mtu: number, subject: CallbackSubject) {
    this.#openSsl = context.openSsl;
    this.#native = context.openSsl.native;
    this.#subject = subject;
    const ssl = context.createSession();
    const method = this.#native.BIO_s_mem();
    const [input, output] = [this.#native.BIO_new(method), this.#native.BIO_new(method)];
    if (input === null || output === null) {
      if (input !== null) this.#native.BIO_free(input);
      this.#native.SSL_free(ssl);
      throw new Error('there is no memory for another DTLS session');
    }
    // From now on they are freed with the session.
    this.#native.SSL_set_bio(ssl, input, output);
    [this.#ssl, this.#input, this.#output] = [ssl, input, output];
    this.#native.SSL_ctrl(ssl, constants.setMtu, mtu, null);
    this.#native.DTLS_set_timer_cb(ssl, this.#openSsl.callbacks.timer);
    if (role === 'server') this.#native.SSL_set_accept_state(ssl);
    else this.#native.SSL_set_connect_state(ssl);
  }

  get freed(): boolean {
    return this.#ssl === undefined;
  }

  /** Demands that the server's certificate is for this name or address. */
  expectServer(name: string): void {
    if (this.#ssl === undefined) return;
    if (isIP(name) > 0) {
      this.#native.X509_VERIFY_PARAM_set1_ip_asc(this.#native.SSL_get0_param(this.#ssl), name);
      return;
    }
    this.#native.SSL_set1_host(this.#ssl, name);
    this.#native.SSL_ctrl(this.#ssl, constants.setServerName, 0, Buffer.from(`${name}\0`));
  }

  /** Takes in one datagram. What it holds must be used up before the next. */
  feed(datagram: Uint8Array): void {
    if (this.#ssl !== undefined) this.#native.BIO_write(this.#input, datagram, datagram.length);
  }

  /** Whether the hello that was fed is one to begin with. The handshake must follow at once. */
  listen(): boolean {
    return this.#call((ssl) => this.#native.DTLSv1_listen(ssl, this.#openSsl.address)) === 1;
  }

  handshake(): 'done' | typeof waiting | NativeFailure {
    const result = this.#call((ssl) => this.#native.SSL_do_handshake(ssl));
    if (result === 1) return 'done';
    const outcome = this.#outcome(result);
    return outcome === peerClosed ? { failure: 'the peer closed' } : outcome;
  }

  /** The next record that was fed. */
  read(): Buffer | typeof waiting | typeof peerClosed | NativeFailure {
    const size = this.#call((ssl) => this.#native.SSL_read(ssl, scratch, scratch.length));
    return size > 0 ? Buffer.from(scratch.subarray(0, size)) : this.#outcome(size);
  }

  /** @param bytes 1 to 16384. */
  write(bytes: Uint8Array): NativeFailure | undefined {
    const size = this.#call((ssl) => this.#native.SSL_write(ssl, bytes, bytes.length));
    if (size > 0) return undefined;
    const outcome = this.#outcome(size);
    return typeof outcome === 'string' ? { failure: outcome } : outcome;
  }

  /** Puts a close_notify into what is to be sent. Not after a failure. */
  shutdown(): void {
    this.#call((ssl) => this.#native.SSL_shutdown(ssl));
  }

  /** What is to be sent, and was not taken before: whole records, one after the other. */
  takeOutput(): Buffer | undefined {
    if (this.#ssl === undefined) return undefined;
    const size = Number(this.#native.BIO_ctrl_pending(this.#output));
    if (size === 0) return undefined;
    const bytes = Buffer.allocUnsafe(size);
    return bytes.subarray(0, Math.max(0, this.#native.BIO_read(this.#output, bytes, size)));
  }

  /** Milliseconds until something is to be sent again; undefined where nothing waits for an answer. */
  retransmissionDue(): number | undefined {
    const set = this.#call((ssl) => this.#native.SSL_ctrl(ssl, constants.getTimeout, 0, timeval));
    if (set !== 1) return undefined;
    return Number(timeval.readBigInt64LE(0)) * 1000 + Math.ceil(timeval.readInt32LE(8) / 1000);
  }

  /** Puts what was not answered into what is to be sent again, if it is time; false where that was tried too often. */
  retransmit(): boolean {
    return this.#call((ssl) => this.#native.SSL_ctrl(ssl, constants.handleTimeout, 0, null)) >= 0;
  }

  peerCertificate(): X509Certificate | undefined {
    if (this.#ssl === undefined) return undefined;
    const certificate = this.#native.SSL_get1_peer_certificate(this.#ssl);
    if (certificate === null) return undefined;
    const bio = this.#native.BIO_new(this.#native.BIO_s_mem());
    if (bio !== null) this.#native.i2d_X509_bio(bio, certificate);
    this.#native.X509_free(certificate);
    if (bio === null) return undefined;
    const der = Buffer.alloc(Number(this.#native.BIO_ctrl_pending(bio)));
    this.#native.BIO_read(bio, der, der.length);
    this.#native.BIO_free(bio);
    return new X509Certificate(der);
  }

  free(): void {
    if (this.#ssl === undefined) return;
    const ssl = this.#ssl;
    this.#ssl = undefined;
    this.#native.SSL_free(ssl);
  }

  /** What other sessions left in the list of errors would be taken for this one's. */
  #call(call: (ssl: Pointer) => number): number {
    const ssl = this.#ssl;
    if (ssl === undefined) return -1;
    this.#native.ERR_clear_error();
    return this.#openSsl.callbacks.during(this.#subject, () => Number(call(ssl)));
  }

  #outcome(result: number): typeof waiting | typeof peerClosed | NativeFailure {
    if (this.#ssl === undefined) return { failure: 'the session has ended' };
    const outcome = this.#native.SSL_get_error(this.#ssl, result);
    if (outcome === outcomes.wantRead || outcome === outcomes.wantWrite) return waiting;
    if (outcome === outcomes.zeroReturn) return peerClosed;
    const reason = takeReason(this.#native);
    const verification = this.#native.SSL_get_verify_result(this.#ssl);
    if (reason !== 'certificate verify failed' || verification === 0) return { failure: reason };
    return { failure: `${reason}: ${this.#native.X509_verify_cert_error_string(verification)}` };
  }
}
