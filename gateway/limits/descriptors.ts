import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** How many file descriptors the process may have; undefined where the system does not tell, or sets no limit. */
export const descriptorLimit = readLimit();

/**
 * Whether a socket that was just accepted got one of the last file descriptors. These are kept for the
 * connections to the handler, the adapter's own, and the files of a reload: without them nobody could
 * be served any more. The system always gives the lowest number that is free, so a high one tells.
 */
export function tookLastDescriptors(socket: Socket): boolean {
  const descriptor = descriptorOf(socket);
  return (
    descriptorLimit !== undefined && descriptor !== undefined && descriptor >= forDevices(descriptorLimit)
  );
}

/** How many of so many file descriptors devices may use, other files of the process included. */
export function forDevices(limit: number): number {
  return limit - Math.min(64, Math.max(8, Math.floor(limit / 16)));
}

/** Node.js has it, but not in its documented interface; without it the system decides whom it refuses. */
function descriptorOf(socket: Socket): number | undefined {
  return (socket as { readonly _handle?: { readonly fd?: number } })._handle?.fd;
}

function readLimit(): number | undefined {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}
