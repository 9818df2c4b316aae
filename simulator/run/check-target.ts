import { connectFailure } from '../clients/connect-failure.ts';
import { createConnector, type DeviceCredentials } from '../clients/create-connector.ts';
import type { Target } from '../clients/device-socket.ts';

/** How long one connection may take, in milliseconds. */
const patience = 10_000;
/** On UDP only a refusal can be heard: for so long. */
const refusalTime = 200;

/**
 * Connects once, as a device does.
 *
 * @throws {SimulatorError} `TARGET_UNREACHABLE`, `CREDENTIALS_UNUSABLE`, `OPTION_INVALID` for a source from which it can't be reached
 */
export async function checkTarget(
  target: Target,
  source: string | undefined,
  credentials: DeviceCredentials,
): Promise<void> {
  const connector = await createConnector(target, {
    sources: source === undefined ? [] : [source],
    credentials,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => reject(connectFailure(target, source, reason));
      const timer = setTimeout(() => {
        socket.close();
        fail('no answer');
      }, patience);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        settle();
      };
      const socket = connector.connect(0, {
        opened: () => {
          const done = () => finish(resolve);
          const close = () => {
            socket.close();
            done();
          };
          if (target.transport !== 'udp') return close();
          // The gateway makes nothing of an empty datagram; a port that nobody has refuses it.
          socket.write(new Uint8Array(0));
          setTimeout(close, refusalTime);
        },
        received: () => undefined,
        closed: (error) => finish(() => fail(error ?? 'it closed the connection')),
      });
    });
  } finally {
    connector.close();
  }
}
