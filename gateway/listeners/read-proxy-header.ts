import type { Socket } from 'node:net';
import type { ProxyHeader } from '../proxy-protocol/proxy-header.ts';
import { ProxyHeaderError } from '../proxy-protocol/proxy-header-error.ts';
import { ProxyHeaderReader } from '../proxy-protocol/proxy-header-reader.ts';

/** What may come of waiting for a header; one of them is called, once, unless the socket is destroyed before. */
export interface HeaderOutcomes {
  /** What followed the header is in the socket, to be read by whoever gets it next. */
  complete(header: ProxyHeader): void;
  malformed(reason: string): void;
  /** The peer has left without sending a byte. */
  withdrawn(): void;
}

/**
 * Takes the PROXY header off a socket that nobody has read yet, and leaves it paused. The function
 * that comes back ends the waiting.
 */
export function readProxyHeader(socket: Socket, outcomes: HeaderOutcomes): () => void {
  const reader = new ProxyHeaderReader();
  const left = () => {
    leave();
    if (reader.begun) outcomes.malformed('the connection ended within the header');
    else outcomes.withdrawn();
  };
  const leave = () => void socket.off('data', take).off('end', left).off('close', left);
  const take = (bytes: Buffer) => {
    const outcome = attempt(reader, bytes);
    if (outcome === undefined) return;
    leave();
    if (outcome instanceof ProxyHeaderError) return outcomes.malformed(outcome.reason);
    socket.pause();
    if (outcome.rest.length > 0) socket.unshift(outcome.rest);
    outcomes.complete(outcome.header);
  };
  socket.on('data', take).on('end', left).on('close', left);
  return leave;
}

function attempt(
  reader: ProxyHeaderReader,
  bytes: Buffer,
): ReturnType<ProxyHeaderReader['take']> | ProxyHeaderError {
  try {
    return reader.take(bytes);
  } catch (error) {
    if (error instanceof ProxyHeaderError) return error;
    throw error;
  }
}
