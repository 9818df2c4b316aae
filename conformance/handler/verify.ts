import { randomInt } from 'node:crypto';
import { deriveSeed } from '../gateway/random.ts';
import { formatAddress } from '../gateway/target/address.ts';
import { checkVerifyOptions } from './check-verify-options.ts';
import { pieces } from './conversation/pieces.ts';
import type { Conversation } from './conversation/step.ts';
import { profileProperties } from './profile/profile-properties.ts';
import { profileSamples, transportsOf } from './profile/profile-samples.ts';
import { rulesBeyond } from './profile/rules-of-profile.ts';
import { allProperties } from './properties/all-properties.ts';
import type { Material } from './properties/property.ts';
import { exploreProperty } from './run/explore-property.ts';
import { Findings } from './run/findings.ts';
import { followMemory, isMemoryFollowed } from './run/memory.ts';
import { outages, recover } from './run/recovery.ts';
import { playTalk, scout } from './run/scout.ts';
import { HandlerGone, Stage, toHandlerFailure } from './run/stage.ts';
import { type HandlerResult, judgeHandlerRules, verdictOf } from './run/verdict.ts';
import { findService, type ServiceChoice } from './subject/find-service.ts';
import { openSubject } from './subject/open-subject.ts';
import type { Subject } from './subject/subject.ts';
import { isInProcess, nameOf, type VerifyOptions } from './verify-options.ts';
import { World } from './world/world.ts';

/** What came of a verification. */
export interface Verification {
  readonly handler: {
    readonly name: string;
    readonly service: ServiceChoice;
    /** `host:port` of the adapter. */
    readonly adapter: string;
  };
  /** The command line of the run, without seed and path; missing where there is none. */
  readonly command?: string;
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly mode: 'quick' | 'full';
  readonly seed: number;
  readonly results: readonly HandlerResult[];
  readonly conversations: number;
  /** Milliseconds. */
  readonly duration: number;
  /** The methods of the adapter that the handler was seen to call. */
  readonly methods: readonly string[];
  /** Why the run ended before its end, where it did. */
  readonly ended?: string;
}

/** Milliseconds: for all properties, for one of them at most, and for the search of a shorter conversation. */
const times = {
  quick: { all: 8_500, time: 2_000, shrinkTime: 6_000 },
  full: { all: 90_000, time: 20_000, shrinkTime: 10_000 },
} as const;

/**
 * Plays gateway and devices against a handler, and judges what it does: without knowledge of the devices' protocol,
 * and with a profile by what the profile says.
 *
 * @throws {SuiteError} when there is nothing to judge
 */
export async function verifyHandler(options: VerifyOptions): Promise<Verification> {
  checkVerifyOptions(options);
  const { deadline = 5_000 } = options;
  const inProcess = isInProcess(options.handler);
  const adapter = options.adapter ?? { host: '127.0.0.1', port: inProcess ? 0 : 9_100 };
  const opened = await openSubject(options.handler, adapter);
  try {
    const world = await World.open({ subject: opened.subject, adapter: opened.adapter, deadline });
    try {
      const service = await findService(opened.subject.address, options.service);
      world.service = service === 'unary' ? 'unary' : 'single';
      return await judge(options, world, opened.subject, service);
    } finally {
      await world.close();
    }
  } finally {
    await opened.subject.stop();
  }
}

async function judge(
  options: VerifyOptions,
  world: World,
  subject: Subject,
  service: ServiceChoice,
): Promise<Verification> {
  const { mode = 'quick', only, profile } = options;
  const transports =
    options.transports ?? (profile === undefined ? (['tcp', 'udp'] as const) : transportsOf(profile));
  const streaming = service === 'streaming';
  const seed = options.seed ?? randomInt(0x7fffffff);
  const began = performance.now();
  const findings = new Findings();
  const stage = new Stage(world, findings, only);
  let ended: string | undefined;
  try {
    await run(options, { stage, seed, mode, transports, streaming });
  } catch (error) {
    // Without any failure the end of the handler has nothing to do with what devices did.
    if (!(error instanceof HandlerGone)) throw error;
    const violation = error.provoked ? stage.newsOf(error.act) : undefined;
    if (violation !== undefined)
      findings.fail(toHandlerFailure(violation, error.act, 'talk', { seed, path: 'talk' }));
    if (findings.brokenCount === 0) throw error;
    ended = error.message;
  }
  const results = judgeHandlerRules(findings, {
    ...(only === undefined ? {} : { only }),
    known: options.knownFailing ?? [],
    streaming,
    beyond: rulesBeyond(profile, { transports, streaming }),
    restartable: subject.restart !== undefined,
    measurable: isMemoryFollowed(subject.memory !== undefined, isInProcess(options.handler), mode),
    called: findings.called,
    replaying: options.path !== undefined,
  });
  return {
    handler: {
      name: nameOf(options.handler),
      service,
      adapter: formatAddress(world.adapter),
    },
    ...(options.command === undefined ? {} : { command: options.command }),
    verdict: verdictOf(results),
    mode,
    seed,
    results,
    conversations: findings.conversations,
    duration: performance.now() - began,
    methods: [...findings.called].sort(),
    ...(ended === undefined ? {} : { ended }),
  };
}

interface Run {
  readonly stage: Stage;
  readonly seed: number;
  readonly mode: 'quick' | 'full';
  readonly transports: readonly Conversation['transport'][];
  readonly streaming: boolean;
}

async function run(options: VerifyOptions, given: Run): Promise<void> {
  const { stage, seed, mode, transports, streaming } = given;
  const { path, profile, failFast = false, recoveryTime = 15_000 } = options;
  const samples = [
    ...(profile === undefined ? [] : profileSamples(profile, seed)),
    ...(options.samples ?? []),
  ];
  const properties = [...allProperties, ...(profile === undefined ? [] : profileProperties(profile))];
  const [transport = 'tcp'] = transports;
  // Where one conversation is played again, it alone is judged.
  const isTalk = path === undefined || path === 'talk';
  const asking = isTalk ? stage : new Stage(stage.world, new Findings(), options.only);
  const scouted = await scout(asking, samples, transport, seed);
  const material: Material = { pieces: pieces(samples), talk: scouted.talk, streaming, transports };
  const wanted = (name: string) => path === undefined || path === name || path.startsWith(`${name}:`);
  const { all, time, shrinkTime } = times[mode];
  const until = performance.now() + all;
  const left = properties.map(({ name }) => name).filter(wanted);
  const share = (name: string) => (2 * (until - performance.now())) / (left.length - left.indexOf(name));
  const parts = [
    { name: 'talk', run: () => playTalk(stage, scouted, transport, seed) },
    ...properties.map((property) => ({
      name: property.name,
      run: () => {
        const runs = Math.min(property.runs[mode], options.generated ?? Number.POSITIVE_INFINITY);
        // What one leaves over is there for those behind it; none gets nothing.
        const budget = {
          runs,
          time: Math.max(Math.min(time, share(property.name)), time / 10),
          shrinkTime,
          failFast,
        };
        if (path?.includes(':')) {
          const place = path.slice(property.name.length + 1);
          return exploreProperty(stage, property, material, seed, budget, place);
        }
        return exploreProperty(stage, property, material, deriveSeed(seed, property.name), budget);
      },
    })),
    ...outages.map((outage) => ({
      name: outage.name,
      run: () => recover(stage, outage, scouted, transport, { seed, recoveryTime }),
    })),
    {
      name: 'memory',
      run: () => followMemory(stage, { exact: isInProcess(options.handler), mode, seed }),
    },
  ].filter(({ name }) => wanted(name));
  for (const [done, part] of parts.entries()) {
    const { brokenCount } = stage.findings;
    options.progress?.({ phase: part.name, done, total: parts.length, failed: brokenCount });
    if (failFast && brokenCount > 0) break;
    await part.run();
  }
}
