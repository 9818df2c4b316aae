import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { listen } from '../../listen.ts';
import type { Captured } from './capture.ts';

/** A host and a port. */
interface Address {
  readonly host: string;
  readonly port: number;
}

/** What passes between a device and a gateway, while it passes. */
export interface SessionRecorder {
  /** Where devices connect. */
  readonly port: number;
  /** What the first device and the gateway have said so far. */
  readonly captured: readonly Captured[];
  /** Cuts every device off. */
  stop(): Promise<void>;
}

/** More than this is not kept, in reads: it would not make a better profile. */
const mostReads = 10_000;

/**
 * Passes on what devices on TCP and a gateway say, and keeps what the first device and the gateway say to each other.
 *
 * @throws {SimulatorError} `OPTION_INVALID` where it can't listen
 */
export async function recordSession(at: Address, target: Address): Promise<SessionRecorder> {
  const captured: Captured[] = [];
  const sockets = new Set<Socket>();
  let isFirst = true;
  const server = createServer((device) => {
    const gateway = connect(target);
    const keeps = isFirst;
    isFirst = false;
    pass(device, gateway, keeps ? keep('device') : undefined);
    pass(gateway, device, keeps ? keep('handler') : undefined);
  });
  const keep = (from: Captured['from']) => (bytes: Buffer) => {
    if (captured.length < mostReads) captured.push({ from, bytes: Buffer.from(bytes) });
  };
  const pass = (from: Socket, to: Socket, look: ((bytes: Buffer) => void) | undefined) => {
    sockets.add(from);
    if (look !== undefined) from.on('data', look);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroySoon();
    });
  };
  const port = await listen(server, '--listen', at);
  return {
    port,
    captured,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A session in the format of captures. */
export function formatCapture(captured: readonly Captured[]): string {
  return captured
    .map(
      ({ from, bytes }) =>
        `${from === 'device' ? '<' : '>'} ${bytes.toString('hex').replace(/..(?=.)/g, '$& ')}\n`,
    )
    .join('');
}
