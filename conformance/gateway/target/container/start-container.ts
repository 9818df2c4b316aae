import { randomUUID } from 'node:crypto';
import type { StartedTestContainer } from 'testcontainers';
import { SuiteError } from '../../suite-error.ts';
import type { StartedGateway } from '../started-gateway.ts';
import type { Container, Target } from '../target.ts';
import { atContainer } from './at-container.ts';
import { ContainerOutput } from './container-output.ts';
import { type Engine, findEngine } from './find-engine.ts';
import { loadTestcontainers, type Testcontainers } from './load-testcontainers.ts';
import { raise, stopOnSignal } from './stop-on-signal.ts';

/** How long a container may take to end after it was asked to. Milliseconds. */
const stopTime = 10_000;

/** By this label one run knows its container. */
const labelName = 'exproto.certification';

/** A gateway that the suite has started in a container. */
class StartedContainer implements StartedGateway {
  readonly #specification: Container;
  readonly #output: ContainerOutput;
  readonly #starting: Promise<StartedTestContainer>;
  readonly #sweep: () => Promise<void>;
  readonly #release: () => void;
  #stopped: Promise<void> | undefined;
  #signal: NodeJS.Signals | undefined;

  constructor(
    specification: Container,
    output: ContainerOutput,
    starting: Promise<StartedTestContainer>,
    sweep: () => Promise<void>,
  ) {
    this.#specification = specification;
    this.#output = output;
    this.#starting = starting;
    this.#sweep = sweep;
    this.#release = stopOnSignal((signal) => {
      this.#signal = signal;
      void this.stop().catch(() => undefined);
    });
  }

  get hasEnded(): boolean {
    return this.#output.hasEnded;
  }

  onDeath(died: (error: SuiteError) => void): void {
    this.#output.onEnd(() => {
      if (this.#stopped !== undefined) return;
      const text = `the gateway died in mid-run: its container ended, ${this.#output.lastWords}`;
      died(new SuiteError('TARGET_DIED', text));
    });
  }

  async untilOutput(pattern: RegExp): Promise<string> {
    const { image, timeout } = this.#specification;
    const outcome = await this.#output.until(pattern, timeout);
    if (outcome === 'found') return this.#output.text;
    const what =
      outcome === 'ended' ? 'ended before it was ready' : `was not ready within ${timeout / 1000} s`;
    const text = `the container of ${image} ${what}: ${this.#output.lastWords}`;
    throw new SuiteError('TARGET_DID_NOT_START', text);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#remove();
    return this.#stopped;
  }

  async #remove(): Promise<void> {
    try {
      const container = await this.#starting.catch(() => undefined);
      await container?.stop({ timeout: stopTime, remove: true, removeVolumes: true });
      // Testcontainers leaves behind what was created and could not be started.
      if (container === undefined) await this.#sweep();
    } finally {
      this.#release();
      if (this.#signal !== undefined) await raise(this.#signal);
    }
  }
}

/**
 * Resolves with the target as it can be reached: where the container has a network of its own, at the container's address.
 *
 * @throws {SuiteError} `NO_CONTAINER_LIBRARY`, `NO_CONTAINER_ENGINE`, `CONTAINER_IMAGE_MISSING`, or
 * `TARGET_DID_NOT_START` when the container can't be started or prints its ready words not in time
 */
export async function startContainer(
  source: Target,
  specification: Container,
): Promise<{ readonly target: Target; readonly process: StartedGateway }> {
  const library = await loadTestcontainers();
  const engine = await findEngine(library);
  await pull(library, engine, specification.image);
  const output = new ContainerOutput();
  const label = randomUUID();
  const starting = described(library, specification, output)
    .withLabels({ [labelName]: label })
    .start();
  const sweep = () => removeLabelled(engine, label);
  const started = new StartedContainer(specification, output, starting, sweep);
  try {
    const container = await starting;
    if (specification.ready !== undefined) await started.untilOutput(literally(specification.ready));
    return { target: located(source, specification, container), process: started };
  } catch (cause) {
    await started.stop();
    if (cause instanceof SuiteError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const text = `the container of ${specification.image} can't be started (${why}), ${output.lastWords}: check container of the target file`;
    throw new SuiteError('TARGET_DID_NOT_START', text, cause);
  }
}

function located(source: Target, { ports }: Container, container: StartedTestContainer): Target {
  if (ports.length === 0) return source;
  const [host] = container.getNetworkNames().map((network) => container.getIpAddress(network));
  return host === undefined || host === '' ? source : atContainer(source, ports, host);
}

async function removeLabelled({ container: { dockerode } }: Engine, label: string): Promise<void> {
  const filters = { label: [`${labelName}=${label}`] };
  for (const { Id } of await dockerode.listContainers({ all: true, filters }))
    await dockerode.getContainer(Id).remove({ force: true, v: true });
}

/** An image that this machine has is not asked for elsewhere. */
async function pull({ ImageName }: Testcontainers, engine: Engine, image: string): Promise<void> {
  try {
    const name = ImageName.fromString(image);
    if (!(await engine.image.exists(name))) await engine.image.pull(name);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const text = `there is no image ${image} here, and it can't be pulled (${why}): build or load it, or correct container.image`;
    throw new SuiteError('CONTAINER_IMAGE_MISSING', text, cause);
  }
}

function described(
  { GenericContainer, Wait }: Testcontainers,
  { image, ports, files, environment, command }: Container,
  output: ContainerOutput,
) {
  const container = new GenericContainer(image)
    .withEnvironment({ ...environment })
    .withLogConsumer(output.follow)
    // Whether it is ready is seen from here: an image may have no shell to look from inside.
    .withWaitStrategy(Wait.forAll([]))
    .withCopyFilesToContainer(files.filter((file) => 'source' in file))
    .withCopyContentToContainer(files.filter((file) => 'content' in file));
  if (command !== undefined) container.withCommand([...command]);
  if (ports.length === 0) return container.withNetworkMode('host');
  return container
    .withExposedPorts(...ports)
    .withExtraHosts([{ host: 'host.docker.internal', ipAddress: 'host-gateway' }]);
}

function literally(words: string): RegExp {
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
