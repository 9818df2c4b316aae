import { Requests } from '../clients/requests.ts';
import { SimulatorError } from '../simulator-error.ts';
import { descriptorMetrics, memoryMetrics, parseMetrics } from './parse-metrics.ts';
import type { TargetState } from './target-state.ts';
import type { TargetWatch } from './target-watch.ts';

/** How often the metrics are asked for, and how long an answer may take, in milliseconds. */
const interval = 1_000;
const patience = 5_000;
/** More of an answer is not read. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Watches a target by its own metrics, which it serves for Prometheus. An answer that fails in mid-run is a gap.
 *
 * @throws {SimulatorError} `TARGET_UNREACHABLE` where nothing comes of the first question
 */
export async function watchMetrics(url: string): Promise<TargetWatch> {
  const requests = new Requests();
  const look = () => requests.make(patience, (signal) => ask(url, signal));
  let state: TargetState = await look().catch((cause: unknown) => {
    throw unusable(url, reasonOf(cause), cause);
  });
  if (state.targetMemory === undefined && state.targetDescriptors === undefined)
    throw unusable(url, `it has none of ${[...memoryMetrics, ...descriptorMetrics].join(', ')}`);
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const again = () => {
    // One question at a time: the next one waits for the answer.
    timer = setTimeout(async () => {
      state = await look().catch(() => ({}));
      if (!isClosed) again();
    }, interval);
  };
  again();
  return {
    look: () => state,
    close() {
      isClosed = true;
      clearTimeout(timer);
      requests.close();
    },
  };
}

async function ask(url: string, signal: AbortSignal): Promise<TargetState> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answers ${response.status}`);
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > mostBytes) throw new Error(`it answers with more than ${mostBytes} bytes`);
  }
  return parseMetrics(text);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function unusable(url: string, reason: string, cause?: unknown): SimulatorError {
  return new SimulatorError(
    'TARGET_UNREACHABLE',
    `--target-metrics ${url}: ${reason}: give the address at which the target serves its metrics for Prometheus, or --target-pid`,
    { target: url, reason },
    cause,
  );
}
