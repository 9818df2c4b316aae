import { createSecureContext } from 'node:tls';
import { createDtlsClientContext } from '../../gateway/dtls/index.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { Connector, DeviceSocket, SocketEvents, Target } from './device-socket.ts';
import { openDtls } from './dtls-socket.ts';
import { openTcp, openTls } from './stream-socket.ts';
import { openUdp } from './udp-socket.ts';

/** How devices prove who they are, and whom they trust: PEM texts. Without `ca` any certificate is taken. */
export interface DeviceCredentials {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name that the target's certificate must have; also sent to it. */
  readonly servername?: string;
}

/**
 * What all devices of a process connect with.
 *
 * @param sources The addresses they connect from, in turn; the system chooses where there are none.
 * @throws {SimulatorError} `CREDENTIALS_UNUSABLE`
 */
export async function createConnector(
  target: Target,
  sources: readonly string[] = [],
  credentials: DeviceCredentials = {},
): Promise<Connector> {
  const { open, close } = await opener(target, credentials);
  return {
    connect: (index, events) => open(sources[index % Math.max(1, sources.length)], events),
    close,
  };
}

interface Opener {
  readonly open: (localAddress: string | undefined, events: SocketEvents) => DeviceSocket;
  readonly close: () => void;
}

async function opener(target: Target, credentials: DeviceCredentials): Promise<Opener> {
  const close = () => undefined;
  if (target.transport === 'tcp')
    return { open: (address, events) => openTcp(target, address, events), close };
  if (target.transport === 'udp')
    return { open: (address, events) => openUdp(target, address, events), close };
  try {
    return await encrypted(target, credentials);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SimulatorError(
      'CREDENTIALS_UNUSABLE',
      `devices on ${target.transport} can't be given their credentials: ${reason}: look at --ca, --cert and --key`,
      {},
      cause,
    );
  }
}

async function encrypted(target: Target, { servername, ...pems }: DeviceCredentials): Promise<Opener> {
  const verify = pems.ca !== undefined;
  if (target.transport === 'tls') {
    const settings = { context: createSecureContext(pems), verify, serverName: servername };
    return { open: (address, events) => openTls(target, address, settings, events), close: () => undefined };
  }
  const name = servername === undefined ? {} : { servername };
  const context = await createDtlsClientContext({ ...pems, ...name, verify });
  return {
    open: (address, events) => openDtls(target, address, context, events),
    close: () => context.close(),
  };
}
