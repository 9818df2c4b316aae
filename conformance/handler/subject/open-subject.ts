import { createServer } from 'node:net';
import { formatAddress } from '../../gateway/target/address.ts';
import type { Address } from '../../gateway/target/target.ts';
import { type HandlerSource, isInProcess } from '../verify-options.ts';
import { openAddress } from './address-subject.ts';
import { CommandSubject } from './command-subject.ts';
import { ObjectSubject } from './object-subject.ts';
import type { Subject } from './subject.ts';

/**
 * Opens a handler, and settles where its adapter is.
 *
 * @throws {SuiteError} `HANDLER_DID_NOT_START`
 */
export async function openSubject(
  source: HandlerSource,
  adapter: Address,
): Promise<{ readonly subject: Subject; readonly adapter: Address }> {
  if (isInProcess(source)) {
    const settled = adapter.port === 0 ? { ...adapter, port: await freePort(adapter.host) } : adapter;
    const make = () => (typeof source === 'function' ? source(formatAddress(settled)) : source);
    return { subject: await ObjectSubject.open(make), adapter: settled };
  }
  if ('command' in source)
    return { subject: await CommandSubject.open(source.command, source.address), adapter };
  return { subject: openAddress(source.address, source.pid), adapter };
}

/** A port that was free a moment ago. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
