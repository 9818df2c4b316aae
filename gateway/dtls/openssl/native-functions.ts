/** An address in native memory. Never 0: NULL is `null`. */
export type Pointer = bigint;

/** The functions of OpenSSL 3 that DTLS needs, as C declares them. All are resolved before the first is called. */
export const prototypes = {
  OpenSSL_version_num: 'unsigned long OpenSSL_version_num()',
  ERR_clear_error: 'void ERR_clear_error()',
  ERR_get_error: 'unsigned long ERR_get_error()',
  ERR_reason_error_string: 'const char *ERR_reason_error_string(unsigned long)',
  BIO_s_mem: 'void *BIO_s_mem()',
  BIO_new: 'void *BIO_new(void *)',
  BIO_free: 'int BIO_free(void *)',
  BIO_read: 'int BIO_read(void *, void *, int)',
  BIO_write: 'int BIO_write(void *, void *, int)',
  BIO_ctrl_pending: 'size_t BIO_ctrl_pending(void *)',
  BIO_ADDR_new: 'void *BIO_ADDR_new()',
  d2i_X509_bio: 'void *d2i_X509_bio(void *, void *)',
  i2d_X509_bio: 'int i2d_X509_bio(void *, void *)',
  X509_free: 'void X509_free(void *)',
  d2i_PrivateKey_bio: 'void *d2i_PrivateKey_bio(void *, void *)',
  EVP_PKEY_free: 'void EVP_PKEY_free(void *)',
  X509_STORE_add_cert: 'int X509_STORE_add_cert(void *, void *)',
  X509_verify_cert_error_string: 'const char *X509_verify_cert_error_string(long)',
  X509_VERIFY_PARAM_set1_ip_asc: 'int X509_VERIFY_PARAM_set1_ip_asc(void *, const char *)',
  DTLS_server_method: 'void *DTLS_server_method()',
  DTLS_client_method: 'void *DTLS_client_method()',
  SSL_CTX_new: 'void *SSL_CTX_new(void *)',
  SSL_CTX_free: 'void SSL_CTX_free(void *)',
  SSL_CTX_ctrl: 'long SSL_CTX_ctrl(void *, int, long, void *)',
  SSL_CTX_set_options: 'uint64_t SSL_CTX_set_options(void *, uint64_t)',
  SSL_CTX_use_certificate: 'int SSL_CTX_use_certificate(void *, void *)',
  SSL_CTX_use_PrivateKey: 'int SSL_CTX_use_PrivateKey(void *, void *)',
  SSL_CTX_check_private_key: 'int SSL_CTX_check_private_key(void *)',
  SSL_CTX_get_cert_store: 'void *SSL_CTX_get_cert_store(void *)',
  SSL_CTX_add_client_CA: 'int SSL_CTX_add_client_CA(void *, void *)',
  SSL_CTX_set_verify: 'void SSL_CTX_set_verify(void *, int, void *)',
  SSL_CTX_set_cipher_list: 'int SSL_CTX_set_cipher_list(void *, const char *)',
  SSL_CTX_set_cookie_generate_cb: 'void SSL_CTX_set_cookie_generate_cb(void *, void *)',
  SSL_CTX_set_cookie_verify_cb: 'void SSL_CTX_set_cookie_verify_cb(void *, void *)',
  SSL_CTX_set_psk_server_callback: 'void SSL_CTX_set_psk_server_callback(void *, void *)',
  SSL_CTX_set_psk_client_callback: 'void SSL_CTX_set_psk_client_callback(void *, void *)',
  SSL_new: 'void *SSL_new(void *)',
  SSL_free: 'void SSL_free(void *)',
  SSL_set_bio: 'void SSL_set_bio(void *, void *, void *)',
  SSL_set_accept_state: 'void SSL_set_accept_state(void *)',
  SSL_set_connect_state: 'void SSL_set_connect_state(void *)',
  SSL_set1_host: 'int SSL_set1_host(void *, const char *)',
  SSL_get0_param: 'void *SSL_get0_param(void *)',
  SSL_ctrl: 'long SSL_ctrl(void *, int, long, void *)',
  SSL_do_handshake: 'int SSL_do_handshake(void *)',
  SSL_read: 'int SSL_read(void *, void *, int)',
  SSL_write: 'int SSL_write(void *, void *, int)',
  SSL_shutdown: 'int SSL_shutdown(void *)',
  SSL_get_error: 'int SSL_get_error(void *, int)',
  SSL_get_verify_result: 'long SSL_get_verify_result(void *)',
  SSL_get1_peer_certificate: 'void *SSL_get1_peer_certificate(void *)',
  DTLSv1_listen: 'int DTLSv1_listen(void *, void *)',
  DTLS_set_timer_cb: 'void DTLS_set_timer_cb(void *, void *)',
} as const;

type Bytes = Uint8Array;

/** The functions, as TypeScript calls them. Bytes are read or written where they are, so they must live through the call. */
export interface NativeFunctions {
  OpenSSL_version_num(): number | bigint;
  ERR_clear_error(): void;
  ERR_get_error(): number | bigint;
  ERR_reason_error_string(error: number | bigint): string | null;
  BIO_s_mem(): Pointer;
  BIO_new(method: Pointer): Pointer | null;
  BIO_free(bio: Pointer): number;
  BIO_read(bio: Pointer, into: Bytes, size: number): number;
  BIO_write(bio: Pointer, from: Bytes, size: number): number;
  BIO_ctrl_pending(bio: Pointer): number;
  BIO_ADDR_new(): Pointer | null;
  d2i_X509_bio(bio: Pointer, reuse: null): Pointer | null;
  i2d_X509_bio(bio: Pointer, certificate: Pointer): number;
  X509_free(certificate: Pointer): void;
  d2i_PrivateKey_bio(bio: Pointer, reuse: null): Pointer | null;
  EVP_PKEY_free(key: Pointer): void;
  X509_STORE_add_cert(store: Pointer, certificate: Pointer): number;
  X509_verify_cert_error_string(result: number): string;
  X509_VERIFY_PARAM_set1_ip_asc(parameters: Pointer, address: string): number;
  DTLS_server_method(): Pointer;
  DTLS_client_method(): Pointer;
  SSL_CTX_new(method: Pointer): Pointer | null;
  SSL_CTX_free(context: Pointer): void;
  SSL_CTX_ctrl(context: Pointer, command: number, number: number, pointer: Pointer | null): number;
  SSL_CTX_set_options(context: Pointer, options: number): number;
  SSL_CTX_use_certificate(context: Pointer, certificate: Pointer): number;
  SSL_CTX_use_PrivateKey(context: Pointer, key: Pointer): number;
  SSL_CTX_check_private_key(context: Pointer): number;
  SSL_CTX_get_cert_store(context: Pointer): Pointer;
  SSL_CTX_add_client_CA(context: Pointer, certificate: Pointer): number;
  SSL_CTX_set_verify(context: Pointer, mode: number, callback: null): void;
  SSL_CTX_set_cipher_list(context: Pointer, names: string): number;
  SSL_CTX_set_cookie_generate_cb(context: Pointer, callback: Pointer): void;
  SSL_CTX_set_cookie_verify_cb(context: Pointer, callback: Pointer): void;
  SSL_CTX_set_psk_server_callback(context: Pointer, callback: Pointer): void;
  SSL_CTX_set_psk_client_callback(context: Pointer, callback: Pointer): void;
  SSL_new(context: Pointer): Pointer | null;
  SSL_free(ssl: Pointer): void;
  SSL_set_bio(ssl: Pointer, read: Pointer, write: Pointer): void;
  SSL_set_accept_state(ssl: Pointer): void;
  SSL_set_connect_state(ssl: Pointer): void;
  SSL_set1_host(ssl: Pointer, name: string): number;
  SSL_get0_param(ssl: Pointer): Pointer;
  SSL_ctrl(ssl: Pointer, command: number, number: number, pointer: Bytes | null): number;
  SSL_do_handshake(ssl: Pointer): number;
  SSL_read(ssl: Pointer, into: Bytes, size: number): number;
  SSL_write(ssl: Pointer, from: Bytes, size: number): number;
  SSL_shutdown(ssl: Pointer): number;
  SSL_get_error(ssl: Pointer, result: number): number;
  SSL_get_verify_result(ssl: Pointer): number;
  SSL_get1_peer_certificate(ssl: Pointer): Pointer | null;
  DTLSv1_listen(ssl: Pointer, address: Pointer): number;
  DTLS_set_timer_cb(ssl: Pointer, callback: Pointer): void;
}
