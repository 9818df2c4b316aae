import { connect } from 'node:net';
import type { Address } from './target.ts';

/** Why nobody accepts at the address; undefined when someone does. */
export function tryConnect({ host, port }: Address): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.setTimeout(3_000, () => socket.destroy(new Error('no answer within 3 s')));
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });
}
