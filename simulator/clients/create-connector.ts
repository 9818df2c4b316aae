import { createSecureContext } from 'node:tls';
import { createDtlsClientContext, systemClock } from '../../gateway/dtls/index.ts';
import { createRandom } from '../load/random.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { Connector, DatagramOpener, DeviceSocket, SocketEvents, Target } from './device-socket.ts';
import { openDtls } from './dtls-socket.ts';
import { openImpaired } from './impaired-socket.ts';
import type { Impairment } from './impairment.ts';
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

/** How devices reach their target. */
export interface ConnectorOptions {
  /** The addresses they connect from, in turn; the system chooses where there are none. */
  readonly sources?: readonly string[];
  readonly credentials?: DeviceCredentials;
  /** A bad network, on UDP and DTLS; `seed` decides what it does. */
  readonly impairment?: Impairment | undefined;
  readonly seed?: number;
}

/** Apart from the devices' own sequences of random numbers. */
const networkStream = 0x40000000;

/**
 * What all devices of a process connect with.
 *
 * @throws {SimulatorError} `CREDENTIALS_UNUSABLE`
 */
export async function createConnector(
  target: Target,
  { sources = [], credentials = {}, impairment, seed = 0 }: ConnectorOptions = {},
): Promise<Connector> {
  const { open, close } = await opener(target, credentials);
  const connect = (index: number, events: SocketEvents) => {
    const address = sources[index % Math.max(1, sources.length)];
    const openDatagrams = (inner: SocketEvents) => openUdp(target, address, inner);
    if (impairment === undefined) return open(address, openDatagrams, events);
    const random = createRandom(seed, networkStream + index);
    return open(
      address,
      (inner) => openImpaired(impairment, random, systemClock, openDatagrams, inner),
      events,
    );
  };
  return { connect, close };
}

interface Opener {
  readonly open: (
    address: string | undefined,
    openDatagrams: DatagramOpener,
    events: SocketEvents,
  ) => DeviceSocket;
  readonly close: () => void;
}

async function opener(target: Target, credentials: DeviceCredentials): Promise<Opener> {
  const close = () => undefined;
  if (target.transport === 'tcp')
    return { open: (address, _, events) => openTcp(target, address, events), close };
  if (target.transport === 'udp') return { open: (_, openDatagrams, events) => openDatagrams(events), close };
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
    return {
      open: (address, _, events) => openTls(target, address, settings, events),
      close: () => undefined,
    };
  }
  const name = servername === undefined ? {} : { servername };
  const context = await createDtlsClientContext({ ...pems, ...name, verify });
  return {
    open: (_, openDatagrams, events) => openDtls(target, openDatagrams, context, events),
    close: () => context.close(),
  };
}
