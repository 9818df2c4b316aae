import { type SimulationOptions, type SimulationResult, simulate } from '../run/simulate.ts';
import { SimulatorError } from '../simulator-error.ts';
import { FirstPart } from './first-part.ts';
import { loadFacts } from './load-facts.ts';
import { openNatsBus } from './nats-bus.ts';
import { OtherPart } from './other-part.ts';
import type { PartOptions } from './part.ts';

/** How the parts of a run find each other. */
export interface TogetherOptions extends Pick<PartOptions, 'wait' | 'onWaiting' | 'onLost'> {
  /** Such as `nats://127.0.0.1:4222`. */
  readonly server: string;
  /** What the run is called: no other that goes on at the same time may have this name. */
  readonly run: string;
}

/**
 * Simulates a part of the devices as `simulate` does, but begins when all parts are ready. The first part sees and reports the whole.
 *
 * @throws {SimulatorError} as `simulate`, and `NATS_UNREACHABLE`, `PARTS_MISSING`
 */
export async function simulateTogether(
  options: SimulationOptions,
  { server, run, ...together }: TogetherOptions,
): Promise<SimulationResult> {
  const { index, count } = options.shard ?? { index: 0, count: 1 };
  if (options.target === undefined) {
    const text = `--nats ${server.replace(/\/\/.*@/, '//')}: all parts need one target: name it with --target`;
    throw new SimulatorError('OPTION_INVALID', text, { option: '--nats' });
  }
  const bus = await openNatsBus(server, run);
  const stop = new AbortController();
  const abort = () => stop.abort();
  options.signal?.addEventListener('abort', abort);
  if (options.signal?.aborted === true) abort();
  try {
    const partOptions = { ...together, index, count, signal: stop.signal, stop: abort };
    const Kind = index === 0 ? FirstPart : OtherPart;
    const part = new Kind(bus, loadFacts(options), partOptions);
    const own = await simulate({
      ...options,
      signal: stop.signal,
      beforeLoad: () => part.begin(),
      onInterval: (interval) => options.onInterval?.(part.tell(interval)),
    });
    return await part.finish(own, (interval) => options.onInterval?.(interval));
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await bus.close();
  }
}
