import { describe, expect, it } from 'vitest';
import { DtlsError } from '../dtls/dtls-error.ts';
import { dtlsListeningError } from './dtls-listening-error.ts';

describe('a DTLS listener that can not be opened', () => {
  it('says that there is no DTLS, and what is missing', () => {
    const cause = new DtlsError('DTLS_UNAVAILABLE', "DTLS can't be had: x", { symbol: 'SSL_new' });
    expect(dtlsListeningError('listener dtls.a', cause)).toMatchObject({
      name: 'GatewayError',
      code: 'DTLS_UNAVAILABLE',
      message: "listener dtls.a: DTLS can't be had: x",
      facts: { what: 'listener dtls.a', symbol: 'SSL_new' },
      cause,
    });
  });

  it('says that its credentials are wrong', () => {
    const cause = new DtlsError('DTLS_CREDENTIALS_UNUSABLE', 'the key', { reason: 'x' });
    expect(dtlsListeningError('listener dtls.a', cause)).toMatchObject({ code: 'TLS_UNUSABLE' });
  });

  it('hides nothing else', () => {
    const cause = new TypeError('x');
    expect(dtlsListeningError('listener dtls.a', cause)).toBe(cause);
  });
});
