import { connect } from 'node:net';
import { SuiteError } from '../../suite-error.ts';
import type { Testcontainers } from './load-testcontainers.ts';

/** What speaks to a container engine. */
export type Engine = Awaited<ReturnType<Testcontainers['getContainerRuntimeClient']>>;

/** @throws {SuiteError} `NO_CONTAINER_ENGINE` when none answers */
export async function findEngine({ getContainerRuntimeClient }: Testcontainers): Promise<Engine> {
  const named = process.env.DOCKER_HOST;
  // Testcontainers would go on to other engines, of which the user said nothing.
  const silent = named === undefined ? undefined : await silence(named);
  if (silent !== undefined) throw missing(`DOCKER_HOST is ${named}, and nothing answers there (${silent})`);
  try {
    return await getContainerRuntimeClient();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const tried =
      named === undefined
        ? 'DOCKER_HOST is not set, and none answers at /var/run/docker.sock, at the socket of a rootless Docker, or where ~/.testcontainers.properties says'
        : `DOCKER_HOST is ${named}`;
    throw missing(`${tried} (${why})`, cause);
  }
}

function missing(tried: string, cause?: unknown): SuiteError {
  const text = `no container engine for the target's container: ${tried}; start Docker or Podman and see that \`docker info\` works, or run the gateway yourself and remove container from the target file`;
  return new SuiteError('NO_CONTAINER_ENGINE', text, cause);
}

/** Why nothing answers at an address such as `unix:///run/docker.sock`; undefined where something does. */
function silence(address: string): Promise<string | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) return Promise.resolve('it is no URL such as unix:///var/run/docker.sock');
  if (!['unix:', 'tcp:', 'http:', 'https:'].includes(url.protocol)) return Promise.resolve(undefined);
  const socket =
    url.protocol === 'unix:'
      ? connect(url.pathname)
      : connect(Number(url.port || 2375), url.hostname.replace(/^\[|\]$/g, ''));
  return new Promise((resolve) => {
    const finish = (cause: string | undefined) => {
      socket.destroy();
      resolve(cause);
    };
    socket.setTimeout(5_000, () => finish('no answer within 5 s'));
    socket.once('connect', () => finish(undefined));
    socket.once('error', (error) => finish(error.message));
  });
}
