import type { Callback } from '../core/callback.ts';
import type { CloseReason } from '../core/reason.ts';

/** The request message of a callback, as `exproto.proto` names its fields. */
export function toRequest(
  conn: string,
  callback: Callback,
  writeReason: (reason: CloseReason) => string,
): object {
  switch (callback.method) {
    case 'OnSocketCreated': {
      const { socketType, peer, listener, peerCertificate } = callback.info;
      const peercert = peerCertificate && {
        cn: peerCertificate.commonName,
        dn: peerCertificate.distinguishedName,
      };
      return { conn, conninfo: { socktype: socketType, peername: peer, sockname: listener, peercert } };
    }
    case 'OnSocketClosed':
      return { conn, reason: writeReason(callback.reason) };
    case 'OnReceivedBytes':
      return { conn, bytes: join(callback.chunks) };
    case 'OnTimerTimeout':
      return { conn, type: 'KEEPALIVE' };
    case 'OnReceivedMessages':
      return { conn, messages: callback.messages };
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}
