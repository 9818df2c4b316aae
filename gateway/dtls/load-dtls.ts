import type { Dtls } from './dtls.ts';
import { OpenSslClientContext } from './openssl/client-context.ts';
import { loadOpenSsl } from './openssl/load-open-ssl.ts';
import { OpenSslServer } from './openssl/server.ts';

/**
 * DTLS as this process can do it. Native code is loaded with the first call, not before.
 *
 * @throws {DtlsError} `DTLS_UNAVAILABLE`
 */
export async function loadDtls(): Promise<Dtls> {
  const openSsl = await loadOpenSsl();
  return {
    createServer: (credentials, options, events) => new OpenSslServer(openSsl, credentials, options, events),
    createClientContext: (credentials) => new OpenSslClientContext(openSsl, credentials),
  };
}
