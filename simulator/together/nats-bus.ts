import type { Msg } from '@nats-io/transport-node';
import { invalidOption } from '../invalid-option.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { RunBus } from './run-bus.ts';

/** Milliseconds. */
const patience = 5_000;
const tries = 3;

/**
 * Connects the parts of the run of this name over a NATS server. The client is loaded here, so that it is not where it is not asked for.
 *
 * @throws {SimulatorError} `OPTION_INVALID`, `NATS_UNREACHABLE`
 */
export async function openNatsBus(server: string, run: string): Promise<RunBus> {
  if (!/^[\w-]{1,64}$/.test(run))
    throw invalidOption('--run', run, 'give a name of letters, digits, - and _, that all parts have');
  const { address, ...credentials } = parseServer(server);
  const { connect } = await import('@nats-io/transport-node');
  const connection = await connect({
    servers: address,
    ...credentials,
    name: `exproto simulate ${run}`,
    timeout: patience,
    // A load is not given up because its sum is late.
    maxReconnectAttempts: -1,
  }).catch((cause: unknown) => {
    const reason = reasonOf(cause);
    const text = `--nats nats://${address}: ${reason}: start nats-server there, or correct the address`;
    throw new SimulatorError('NATS_UNREACHABLE', text, { address, reason }, cause);
  });
  const subject = (topic: string) => `exproto.simulate.${run}.${topic}`;
  return {
    publish: (topic, message) => {
      if (!connection.isClosed()) connection.publish(subject(topic), JSON.stringify(message));
    },
    listen: (topic, take) => {
      connection.subscribe(subject(topic), {
        callback: (error, message) => void (error ?? take(contentOf(message))),
      });
    },
    deliver: async (topic, message) => {
      const request = () =>
        connection.request(subject(topic), JSON.stringify(message), { timeout: patience });
      for (let left = tries - 1; left > 0; left -= 1) {
        const isDelivered = await request().then(
          () => true,
          () => false,
        );
        if (isDelivered) return;
      }
      await request();
    },
    accept: (topic, take) => {
      connection.subscribe(subject(topic), {
        callback: (error, message) => {
          if (error === null && take(contentOf(message))) message.respond();
        },
      });
    },
    close: () => connection.close(),
  };
}

/** Undefined where it is no JSON. */
function contentOf(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}

/** Its name and password, or its token, are for the server alone: no message has them. */
function parseServer(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'nats:' || url.hostname === '')
    throw invalidOption('--nats', text.replace(/\/\/.*@/, '//'), 'give nats://host:port');
  const address = `${url.hostname}:${url.port === '' ? 4_222 : url.port}`;
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  if (pass !== '') return { address, user, pass };
  return user === '' ? { address } : { address, token: user };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
