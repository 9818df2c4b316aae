import type { HostPort } from '../config/configuration.ts';

/**
 * What a PROXY header says of a connection: between whom the proxy carries it, or that the ends of
 * the socket itself count, because the proxy speaks for itself or doesn't know.
 */
export type ProxyHeader =
  | { readonly source: HostPort; readonly destination: HostPort }
  | { readonly source: undefined; readonly destination: undefined };

/** A header found at the beginning of a stream, and how many bytes it has. */
export interface FoundHeader {
  readonly header: ProxyHeader;
  readonly length: number;
}

/** The header of a connection whose ends are those of its socket. */
export const ownEnds: ProxyHeader = { source: undefined, destination: undefined };
