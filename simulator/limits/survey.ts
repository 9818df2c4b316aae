import { kindOf } from '../clients/device-socket.ts';
import { otherDescriptors, type SystemLimits } from '../run/check-resources.ts';
import type { Company } from './company.ts';
import { compare, type Finding } from './compare.ts';
import type { DeclaredLimits } from './declared-limits.ts';
import type { NumberedLimit } from './limit-names.ts';
import { type ConnectionRate, measureConnectionRate, planRate } from './measure-connection-rate.ts';
import type { LimitsOptions } from './measure-limits.ts';
import { type ConnectionsPlan, measureMaxConnections } from './measure-max-connections.ts';
import { measureThroughput } from './measure-throughput.ts';
import type { Observation } from './observation.ts';
import { pause } from './pause.ts';
import type { FlowSubject } from './plan-flow.ts';

const defaults = { most: 500, offered: 200, time: 2_000 };
/** How long the search for the last place may take, in milliseconds. */
const searchTime = 30_000;
/** After so long at most a listener has rested enough for its whole burst, in milliseconds. */
const longestRest = 2_000;
/** In which a limit of throughput has its burst again, in milliseconds. */
const rest = 1_100;
/** Below the declared rate, so that no device is turned away for it. */
const paced = 1.25;

/** What a survey is done with. */
export interface SurveySettings {
  readonly tolerance: number;
  readonly system: SystemLimits;
  /** Why nothing can be seen, where it can't. */
  readonly blind: string | undefined;
}

/** Measures one limit after the other at one listener, each with what is known from those before. */
export class Survey {
  readonly #company: Company;
  readonly #declared: DeclaredLimits;
  readonly #options: LimitsOptions;
  readonly #settings: SurveySettings;
  readonly #time: number;
  /** By how long a pause of ours shifts a rate beyond half of the tolerance. */
  readonly #stall: number;
  #burst: Finding | undefined;
  /** Connections per second that are let in, where that was found to be limited. */
  #knownRate: number | undefined;
  #roundTrip: number | undefined;
  #flows = 0;

  constructor(company: Company, declared: DeclaredLimits, options: LimitsOptions, settings: SurveySettings) {
    this.#company = company;
    this.#declared = declared;
    this.#options = options;
    this.#settings = settings;
    this.#time = options.time ?? defaults.time;
    this.#stall = Math.max(50, (settings.tolerance * this.#time) / 2);
  }

  /** One finding, or none where there is nothing to say. */
  async measure(limit: NumberedLimit): Promise<readonly Finding[]> {
    const { blind } = this.#settings;
    if (blind !== undefined) return [this.#compare(limit, { doubt: blind })];
    switch (limit) {
      case 'max_bytes_rate':
        return [await this.#throughput(limit, { what: 'bytes', whose: 'connection' })];
      case 'max_messages_rate':
        return [await this.#throughput(limit, { what: 'messages', whose: 'connection' })];
      case 'listener_max_bytes_rate':
        return [await this.#throughput(limit, { what: 'bytes', whose: 'listener' })];
      case 'listener_max_messages_rate':
        return [await this.#throughput(limit, { what: 'messages', whose: 'listener' })];
      case 'max_conn_rate':
        return [await this.#connectionRate()];
      case 'max_conn_burst':
        return this.#connectionBurst();
      case 'max_connections':
        return [await this.#connections()];
    }
  }

  #compare(limit: NumberedLimit, observation: Observation): Finding {
    return compare(limit, this.#declared.numbers[limit], observation, this.#settings.tolerance);
  }

  /** What seems to differ is measured again: a machine that was busy for a moment is no fault of the target. */
  async #throughput(limit: NumberedLimit, subject: FlowSubject): Promise<Finding> {
    const isDatagram = kindOf(this.#company.approach.transport) === 'datagram';
    const settings = {
      declared: this.#declared,
      time: this.#time,
      stall: this.#stall,
      interval: this.#interval,
      roundTrip: await this.#findRoundTrip(),
      places: this.#places,
      signal: this.#options.signal,
    };
    // A limit that the flow before has used up would let the burst of this one through slowly.
    if (this.#flows++ > 0 && isDatagram) await pause(rest, this.#options.signal);
    const first = await measureThroughput(this.#company, subject, settings);
    const found = this.#compare(limit, first);
    if (!isSuspect(found, first)) return found;
    // A limit shows by the burst that it lets through after a rest.
    await pause(rest, this.#options.signal);
    return this.#compare(limit, await measureThroughput(this.#company, subject, settings));
  }

  async #connectionRate(): Promise<Finding> {
    const first = await this.#rush();
    const suspect =
      isSuspect(this.#compare('max_conn_rate', first.rate), first.rate) ||
      isSuspect(this.#compare('max_conn_burst', first.burst), first.burst);
    const { rate, burst } = suspect ? await this.#rush() : first;
    if (rate.atLeast !== true) this.#knownRate = rate.measured;
    const found = this.#compare('max_conn_rate', rate);
    const differs = isDifferent(found)
      ? { doubt: 'it can only be told where max_conn_rate is as declared' }
      : burst;
    this.#burst = this.#compare('max_conn_burst', differs);
    return found;
  }

  async #rush(): Promise<ConnectionRate> {
    this.#company.dismissAll();
    const { max_conn_rate: rate, max_conn_burst: burst = rate } = this.#declared.numbers;
    const declared = rate === undefined || burst === undefined ? undefined : { rate, burst };
    const { signal, offered = defaults.offered } = this.#options;
    const places = this.#company.freesPlaces ? Number.POSITIVE_INFINITY : this.#places - this.#company.size;
    const plan = planRate(declared, { time: this.#time, offered, places });
    if ('doubt' in plan) return { rate: plan, burst: plan };
    // A burst that was used before must have come back.
    const used = Math.min(declared?.burst ?? 0, this.#company.visits + 8);
    await pause(Math.min(longestRest, declared === undefined ? 0 : (used / declared.rate) * 1_000), signal);
    return measureConnectionRate(this.#company, plan, { places: this.#places, stall: this.#stall, signal });
  }

  /** Comes with the rate, and is worth a line where one of them is declared. */
  async #connectionBurst(): Promise<readonly Finding[]> {
    const { max_conn_rate: rate, max_conn_burst: burst } = this.#declared.numbers;
    if (rate === undefined && burst === undefined) return [];
    if (this.#burst === undefined) await this.#connectionRate();
    return this.#burst === undefined ? [] : [this.#burst];
  }

  async #connections(): Promise<Finding> {
    this.#company.dismissAll();
    const observation = await measureMaxConnections(this.#company, this.#search(), this.#options.signal);
    return this.#compare('max_connections', observation);
  }

  #search(): ConnectionsPlan {
    const declared = this.#declared.numbers.max_connections;
    const wanted = this.#options.most ?? (declared === undefined ? defaults.most : 2 * declared);
    const allowed = this.#settings.system.descriptors - otherDescriptors;
    const scarce = `this process may have ${this.#settings.system.descriptors} file descriptors: run \`ulimit -n\` with more before`;
    return {
      most: Math.min(wanted, allowed),
      interval: this.#interval,
      time: searchTime,
      ...(wanted > allowed ? { scarce } : {}),
    };
  }

  /** Between two devices that come, in milliseconds. */
  get #interval(): number {
    const { max_conn_rate: declared } = this.#declared.numbers;
    const rates = [declared, this.#knownRate].filter((rate) => rate !== undefined && rate > 0);
    return rates.length === 0 ? 0 : (paced * 1_000) / Math.min(...(rates as number[]));
  }

  get #places(): number {
    return this.#declared.numbers.max_connections ?? Number.POSITIVE_INFINITY;
  }

  /** Of one small frame, in milliseconds. */
  async #findRoundTrip(): Promise<number> {
    this.#roundTrip ??= (await this.#company.visit()).roundTrip ?? 0;
    return this.#roundTrip;
  }
}

function isSuspect(finding: Finding, { disturbed }: Observation): boolean {
  return isDifferent(finding) || (finding.verdict === 'inconclusive' && disturbed !== undefined);
}

function isDifferent({ verdict }: Finding): boolean {
  return verdict === 'too lax' || verdict === 'too strict';
}
