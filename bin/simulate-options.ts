import { randomInt } from 'node:crypto';
import type { Address } from '../conformance/index.ts';
import {
  defaultBackOff,
  type Impairment,
  invalidOption,
  type Knobs,
  type Phase,
  parseImpairment,
  parsePhases,
  parseSources,
  parseThreshold,
  type SimulationOptions,
  type Target,
  type Transport,
  transports,
} from '../simulator/index.ts';
import { type AdapterAddress, readCommandRoute } from './command-route.ts';
import { duration, integer, percent, rateOf } from './option-values.ts';
import { readCredentials } from './read-credentials.ts';

/** The options of `exproto simulate`, as they were written. */
export interface SimulateOptions {
  readonly target?: string;
  readonly transport?: string;
  readonly profile?: string;
  readonly devices: string;
  readonly shard?: string;
  readonly ramp: string;
  readonly rate: string;
  readonly for: string;
  readonly phases?: string;
  readonly poisson?: true;
  readonly commandRate?: string;
  readonly adapter?: AdapterAddress;
  readonly adapterCa?: string;
  readonly adapterCert?: string;
  readonly adapterKey?: string;
  readonly commandUrl?: string;
  readonly expect: readonly string[];
  readonly findMax?: readonly string[];
  readonly abortOnFail?: true;
  readonly seed?: string;
  readonly size: string;
  readonly workers?: string;
  readonly source?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly replyTimeout: string;
  readonly lateAfter: string;
  readonly impair?: string;
  readonly churn?: string;
  readonly burst: string;
  readonly silent?: string;
  readonly slowReaders?: string;
  readonly garbage?: string;
  readonly slowloris?: string;
  readonly halfOpen?: string;
  readonly duplicateClientids?: string;
  readonly ndjson?: string;
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly nats?: string;
  readonly run?: string;
  readonly wait?: string;
  readonly targetPid?: string;
  readonly targetMetrics?: string;
  readonly soak?: true;
  readonly metricsListen?: Address;
}

const connectTimeout = 15_000;
/** Devices that a process may be given without being asked. */
const devicesEach = 15_000;

/** @throws {SimulatorError} `OPTION_INVALID`, `THRESHOLD_INVALID` */
export function readSimulateOptions(options: SimulateOptions): SimulationOptions {
  const devices = integer('--devices', options.devices, 1, 10_000_000);
  const shard = shardOf(options.shard);
  if (options.shard !== undefined && options.seed === undefined)
    throw invalidOption('--shard', options.shard, 'the parts of one run have one seed: give --seed, too');
  return {
    ...where(options),
    load: {
      devices,
      ramp: duration('--ramp', options.ramp, 0),
      phases: phases(options),
      distribution: options.poisson === true ? 'poisson' : 'constant',
      ...(options.commandRate === undefined
        ? {}
        : { commandRate: rateOf('--command-rate', options.commandRate) }),
      seed: options.seed === undefined ? randomInt(2 ** 32) : integer('--seed', options.seed, 0, 2 ** 32 - 1),
      backOff: defaultBackOff,
      connectTimeout,
      replyTimeout: duration('--reply-timeout', options.replyTimeout, 1),
      lateAfter: duration('--late-after', options.lateAfter, 0),
      knobs: knobs(options),
    },
    shard,
    sources: options.source === undefined ? [] : parseSources(options.source),
    credentials: readCredentials(options),
    impairment: impairment(options),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...readCommandRoute(options),
    size: integer('--size', options.size, 20, 8_192),
    workers:
      options.workers === undefined
        ? Math.ceil(devices / shard.count / devicesEach)
        : integer('--workers', options.workers, 1, 256),
    thresholds: (options.findMax ?? options.expect).map(parseThreshold),
    targetPid: targetPid(options),
    targetMetrics: targetMetrics(options),
    soak: options.soak === true,
    abortOnFail: options.abortOnFail === true,
  };
}

function where({ target, transport }: SimulateOptions): { target: Target } | { transport: Transport } {
  if (target !== undefined) {
    if (transport !== undefined)
      throw invalidOption(
        '--transport',
        transport,
        'it is for a run without --target: the target names its own',
      );
    return { target: parseTarget(target) };
  }
  return { transport: readTransport(transport) };
}

export function readTransport(text = 'tcp'): Transport {
  const known = transports.find((name) => name === text);
  if (known === undefined) throw invalidOption('--transport', text, `give one of ${transports.join(', ')}`);
  return known;
}

function shardOf(text: string | undefined): { readonly index: number; readonly count: number } {
  if (text === undefined) return { index: 0, count: 1 };
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw invalidOption('--shard', text, 'give the number of this part and of all, from 1/3 to 3/3');
  return { index: index - 1, count };
}

export function parseTarget(text: string): Target {
  const [, scheme, bracketed, plain, digits] =
    /^(\w+):\/\/(?:\[([^\]]+)\]|([^:/[\]]+)):(\d{1,5})\/?$/.exec(text) ?? [];
  const transport = transports.find((name) => name === scheme);
  const port = Number(digits);
  if (transport === undefined || !(port >= 1 && port <= 65_535))
    throw invalidOption('--target', text, 'give tcp://host:port, or tls, udp, dtls');
  return { transport, host: bracketed ?? plain ?? '', port };
}

function targetPid({ targetPid: text, target }: SimulateOptions): number | undefined {
  if (text === undefined) return undefined;
  if (target === undefined)
    throw invalidOption(
      '--target-pid',
      text,
      'it is for a run with --target: that of our own gateway is known',
    );
  return integer('--target-pid', text, 1, 2 ** 31 - 1);
}

function targetMetrics({ targetMetrics: text, targetPid: pid, target }: SimulateOptions): string | undefined {
  if (text === undefined) return undefined;
  if (target === undefined)
    throw invalidOption(
      '--target-metrics',
      text,
      'it is for a run with --target: our own gateway is looked at',
    );
  if (pid !== undefined) throw invalidOption('--target-metrics', text, 'give it or --target-pid, not both');
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw invalidOption('--target-metrics', text, 'give an address such as http://127.0.0.1:9090/metrics');
  return text;
}

function impairment(options: SimulateOptions): Impairment | undefined {
  if (options.impair === undefined) return undefined;
  const place = where(options);
  const transport = 'target' in place ? place.target.transport : place.transport;
  if (transport === 'tcp' || transport === 'tls')
    throw invalidOption(
      '--impair',
      options.impair,
      `it is only for datagrams, and devices are on ${transport}`,
    );
  return parseImpairment(options.impair);
}

function phases({ phases: list, rate, for: time }: SimulateOptions): readonly Phase[] {
  if (list !== undefined) return parsePhases(list);
  const frequency = rateOf('--rate', rate);
  return [{ duration: duration('--for', time, 1), from: frequency, to: frequency }];
}

function knobs(options: SimulateOptions): Knobs {
  const parts = [
    ['silent', '--silent', options.silent],
    ['slowReaders', '--slow-readers', options.slowReaders],
    ['garbage', '--garbage', options.garbage],
    ['slowloris', '--slowloris', options.slowloris],
    ['halfOpen', '--half-open', options.halfOpen],
  ] as const;
  const given = parts.flatMap(([knob, name, text]) =>
    text === undefined ? [] : [[knob, percent(name, text)] as const],
  );
  const sum = given.reduce((total, [, part]) => total + part, 0);
  if (sum > 1)
    throw invalidOption(
      '--silent, --slow-readers, --garbage, --slowloris, --half-open',
      `${sum * 100}%`,
      'together they may be 100%',
    );
  return {
    ...Object.fromEntries(given),
    burst: integer('--burst', options.burst, 1, 1_000),
    ...(options.duplicateClientids === undefined
      ? {}
      : { duplicateClientids: percent('--duplicate-clientids', options.duplicateClientids) }),
    ...(options.churn === undefined ? {} : { churn: rateOf('--churn', options.churn) }),
  };
}
