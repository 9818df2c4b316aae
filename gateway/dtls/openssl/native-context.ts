import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { DtlsClientCredentials, DtlsServerCredentials, PreSharedKey } from '../credentials.ts';
import { DtlsError } from '../dtls-error.ts';
import { constants } from './constants.ts';
import type { OpenSsl } from './load-open-ssl.ts';
import { takeReason } from './native-failure.ts';
import type { NativeFunctions, Pointer } from './native-functions.ts';

/** All ciphers that need a pre-shared key and no certificate beside it. */
const keyCiphers = ['PSK', '!kRSAPSK'];

/** Credentials as OpenSSL holds them: an `SSL_CTX`. Sessions that were made of it outlive it. */
export class NativeContext {
  readonly openSsl: OpenSsl;
  readonly #native: NativeFunctions;
  #pointer: Pointer | undefined;

  private constructor(openSsl: OpenSsl, method: Pointer) {
    this.openSsl = openSsl;
    this.#native = openSsl.native;
    const pointer = this.#native.SSL_CTX_new(method);
    if (pointer === null) throw this.#unusable('a context');
    this.#pointer = pointer;
    const { setMinimalVersion, dtls12, sessionCacheMode, noQueryMtu, noTicket } = constants;
    this.#native.SSL_CTX_ctrl(pointer, setMinimalVersion, dtls12, null);
    // Nothing is kept of a session that has ended.
    this.#native.SSL_CTX_ctrl(pointer, sessionCacheMode, 0, null);
    const { noRenegotiation, cipherServerPreference } = constants;
    const options = noQueryMtu + noTicket + noRenegotiation + cipherServerPreference;
    this.#native.SSL_CTX_set_options(pointer, options);
  }

  /** @throws {DtlsError} `DTLS_CREDENTIALS_UNUSABLE` */
  static forServer(openSsl: OpenSsl, credentials: DtlsServerCredentials): NativeContext {
    const { native, callbacks } = openSsl;
    const { certificateAuthorities, verify, failIfNoPeerCert, psk } = credentials;
    return NativeContext.#create(openSsl, native.DTLS_server_method(), (context, pointer) => {
      native.SSL_CTX_set_cookie_generate_cb(pointer, callbacks.generateCookie);
      native.SSL_CTX_set_cookie_verify_cb(pointer, callbacks.verifyCookie);
      context.#setCiphers(credentials.ciphers);
      context.#setCertificate(credentials.certificate, credentials.key, credentials.password);
      if (verify === 'verify_peer') {
        context.#trust(certificateAuthorities ?? '', true);
        const { verifyPeer, failIfNoPeerCertificate } = constants;
        const mode = failIfNoPeerCert ? verifyPeer + failIfNoPeerCertificate : verifyPeer;
        native.SSL_CTX_set_verify(pointer, mode, null);
      }
      if (psk === undefined || psk.length === 0) return;
      psk.forEach(checkKey);
      native.SSL_CTX_set_psk_server_callback(pointer, callbacks.serverKey);
    });
  }

  /** @throws {DtlsError} `DTLS_CREDENTIALS_UNUSABLE` */
  static forClient(openSsl: OpenSsl, credentials: DtlsClientCredentials): NativeContext {
    const { native, callbacks } = openSsl;
    const { ca, cert, key, password, psk, ciphers, verify = true } = credentials;
    return NativeContext.#create(openSsl, native.DTLS_client_method(), (context, pointer) => {
      // Without authorities no certificate is good: only the key counts.
      context.#setCiphers(ciphers ?? (psk !== undefined && ca === undefined ? keyCiphers : undefined));
      context.#setCertificate(cert, key, password);
      if (ca !== undefined) context.#trust(ca, false);
      native.SSL_CTX_set_verify(pointer, verify ? constants.verifyPeer : constants.verifyNone, null);
      if (psk === undefined) return;
      checkKey(psk);
      native.SSL_CTX_set_psk_client_callback(pointer, callbacks.clientKey);
    });
  }

  /** @throws {DtlsError} `DTLS_CLOSED` */
  createSession(): Pointer {
    if (this.#pointer === undefined) throw new DtlsError('DTLS_CLOSED', 'the credentials were released');
    const session = this.#native.SSL_new(this.#pointer);
    if (session === null) throw this.#unusable('a session');
    return session;
  }

  free(): void {
    if (this.#pointer !== undefined) this.#native.SSL_CTX_free(this.#pointer);
    this.#pointer = undefined;
  }

  static #create(
    openSsl: OpenSsl,
    method: Pointer,
    fill: (context: NativeContext, pointer: Pointer) => void,
  ): NativeContext {
    openSsl.native.ERR_clear_error();
    const context = new NativeContext(openSsl, method);
    try {
      fill(context, context.#pointer as Pointer);
    } catch (error) {
      context.free();
      throw error;
    }
    return context;
  }

  #setCiphers(ciphers: readonly string[] | undefined): void {
    if (ciphers === undefined || this.#pointer === undefined) return;
    const names = ciphers.join(':');
    if (this.#native.SSL_CTX_set_cipher_list(this.#pointer, names) !== 1) {
      throw this.#unusable(`ciphers ${names}`);
    }
  }

  #setCertificate(certificate: string | undefined, key: string | undefined, password?: string): void {
    if (certificate === undefined || this.#pointer === undefined) return;
    const context = this.#pointer;
    const [own, ...others] = parsed('the certificate', () => readCertificates(certificate));
    if (own === undefined) throw this.#unusable('the certificate');
    this.#withCertificate(own, (pointer) => this.#native.SSL_CTX_use_certificate(context, pointer) === 1);
    for (const other of others) this.#addToChain(context, other);
    const der = parsed('the private key', () => readKey(key ?? '', password));
    const pointer = this.#fromMemory(der, (bio) => this.#native.d2i_PrivateKey_bio(bio, null));
    der.fill(0);
    if (pointer === null) throw this.#unusable('the private key');
    const used = this.#native.SSL_CTX_use_PrivateKey(context, pointer) === 1;
    this.#native.EVP_PKEY_free(pointer);
    if (!used || this.#native.SSL_CTX_check_private_key(context) !== 1)
      throw this.#unusable('the private key');
  }

  /** OpenSSL frees what it has taken, and only that. */
  #addToChain(context: Pointer, certificate: Buffer): void {
    const pointer = this.#fromMemory(certificate, (bio) => this.#native.d2i_X509_bio(bio, null));
    if (pointer === null) throw this.#unusable('a certificate of the chain');
    if (this.#native.SSL_CTX_ctrl(context, constants.extraChainCertificate, 0, pointer) === 1) return;
    this.#native.X509_free(pointer);
    throw this.#unusable('a certificate of the chain');
  }

  #trust(authorities: string, toldToPeers: boolean): void {
    if (this.#pointer === undefined) return;
    const context = this.#pointer;
    const store = this.#native.SSL_CTX_get_cert_store(context);
    for (const authority of parsed('an authority', () => readCertificates(authorities))) {
      this.#withCertificate(
        authority,
        (pointer) =>
          this.#native.X509_STORE_add_cert(store, pointer) === 1 &&
          (!toldToPeers || this.#native.SSL_CTX_add_client_CA(context, pointer) === 1),
      );
    }
  }

  #withCertificate(der: Buffer, use: (pointer: Pointer) => boolean): void {
    const pointer = this.#fromMemory(der, (bio) => this.#native.d2i_X509_bio(bio, null));
    const used = pointer !== null && use(pointer);
    if (pointer !== null) this.#native.X509_free(pointer);
    if (!used) throw this.#unusable('a certificate');
  }

  #fromMemory(bytes: Buffer, read: (bio: Pointer) => Pointer | null): Pointer | null {
    const bio = this.#native.BIO_new(this.#native.BIO_s_mem());
    if (bio === null) return null;
    this.#native.BIO_write(bio, bytes, bytes.length);
    const pointer = read(bio);
    this.#native.BIO_free(bio);
    return pointer;
  }

  #unusable(what: string): DtlsError {
    return unusable(what, takeReason(this.#native));
  }
}

function unusable(what: string, reason: string, cause?: unknown): DtlsError {
  const message = `${what} can't be used for DTLS: ${reason}`;
  return new DtlsError('DTLS_CREDENTIALS_UNUSABLE', message, { reason }, cause);
}

function parsed<Value>(what: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw unusable(what, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function readCertificates(pem: string): Buffer[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? [];
  if (blocks.length === 0) throw new Error('there is no certificate in the PEM');
  return blocks.map((block) => new X509Certificate(block).raw);
}

/** Opened by Node.js, since OpenSSL would ask the terminal for a password that is missing. */
function readKey(pem: string, password: string | undefined): Buffer {
  const key = createPrivateKey({
    key: pem,
    format: 'pem',
    ...(password === undefined ? {} : { passphrase: password }),
  });
  return key.export({ format: 'der', type: 'pkcs8' });
}

function checkKey({ identity, key }: PreSharedKey): void {
  const size = Buffer.byteLength(identity);
  if (size === 0 || size > 128 || identity.includes('\0')) {
    throw unusable('the identity of a pre-shared key', 'it must be 1 to 128 bytes of text');
  }
  if (key.length === 0 || key.length > 256) {
    throw unusable(`the key of ${identity}`, `it must be 1 to 256 bytes, it has ${key.length}`);
  }
}
