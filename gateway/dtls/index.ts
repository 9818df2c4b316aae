export { Alarms } from '../clock/alarms.ts';
export { systemClock } from '../clock/system-clock.ts';
export {
  createDtlsClientContext,
  type DtlsClientOptions,
  DtlsClientSocket,
} from './client-socket.ts';
export type { DtlsClientCredentials, DtlsServerCredentials, PreSharedKey } from './credentials.ts';
export {
  type Dtls,
  type DtlsClient,
  type DtlsClientContext,
  type DtlsClientEvents,
  type DtlsEnd,
  type DtlsOptions,
  type DtlsPeer,
  type DtlsServer,
  type DtlsServerEvents,
  type DtlsServerOptions,
  type DtlsSession,
  largestRecord,
} from './dtls.ts';
export { DtlsError, type DtlsErrorCode } from './dtls-error.ts';
export { loadDtls } from './load-dtls.ts';
