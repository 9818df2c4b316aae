/**
 * Why there is no connection to the handler, from the words of grpc-js.
 *
 * @param problem What the TLS handshake said last, and the words of its error.
 */
export function unconnected(
  details: string,
  secured: boolean,
  problem: { readonly words: string; readonly raw: string } | undefined,
): string {
  const reason = details
    .replace(/^No connection established\. Last error: (Error: )?/, '')
    .replace(/(\. )?Resolution note: $/, '')
    .replace(/ \(\d{4}-\d\d-\d\dT[\d:.]+Z\)$/, '');
  if (problem !== undefined && [problem.words, problem.raw].includes(reason)) return problem.words;
  if (!/^(Failed to connect|Protocol error|read ECONNRESET|Connection closed)/.test(reason)) return reason;
  return secured
    ? `it closed the connection after the TLS handshake (${reason}): check that it accepts the certificate of tls.certfile, and serves gRPC`
    : `it took the connection and closed it (${reason}): begin the url with https:// if it serves TLS, and check that it serves gRPC`;
}
