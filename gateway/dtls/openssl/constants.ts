/** Commands and flags of OpenSSL's headers that are macros there. The same in all of OpenSSL 3. */
export const constants = {
  setMtu: 17,
  setServerName: 55,
  getTimeout: 73,
  handleTimeout: 74,
  extraChainCertificate: 14,
  sessionCacheMode: 44,
  setMinimalVersion: 123,
  dtls12: 0xfefd,
  noQueryMtu: 2 ** 12,
  noTicket: 2 ** 14,
  cipherServerPreference: 2 ** 22,
  noRenegotiation: 2 ** 30,
  verifyNone: 0,
  verifyPeer: 1,
  failIfNoPeerCertificate: 2,
} as const;

/** What `SSL_get_error` answers. */
export const outcomes = { wantRead: 2, wantWrite: 3, zeroReturn: 6 } as const;
