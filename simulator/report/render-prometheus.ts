import type { Histogram } from '../measure/histogram.ts';
import { counters, type Measurements, timings } from '../measure/measurements.ts';
import type { TargetState } from '../watch/target-state.ts';

/** How a run stands. */
export interface RunState extends TargetState {
  readonly online: number;
  /** Milliseconds. */
  readonly eventLoopDelay: number;
  /** From the beginning until now. */
  readonly measurements: Measurements;
}

/** Upper bounds, in seconds. */
const bounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** The state of a run in the text format of Prometheus, version 0.0.4. */
export function renderPrometheus(state: RunState): string {
  const { online, eventLoopDelay, targetMemory, targetDescriptors, measurements } = state;
  const { counts, errors } = measurements;
  return [
    ...gauge('devices_online', 'Devices that are connected now.', online),
    ...gauge(
      'event_loop_delay_seconds',
      "How late the generator's event loop was at p99 in the last second.",
      eventLoopDelay / 1_000,
    ),
    ...(targetMemory === undefined
      ? []
      : gauge('target_resident_memory_bytes', 'What the target holds.', targetMemory)),
    ...(targetDescriptors === undefined
      ? []
      : gauge('target_open_fds', 'Files and sockets that the target has open.', targetDescriptors)),
    ...counters.flatMap((counter) => {
      const name = counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return metric(`${name}_total`, 'counter', descriptions[counter], [['', counts[counter]]]);
    }),
    ...metric(
      'errors_total',
      'counter',
      'Connections and logins that failed, and connections that the target ended, by kind.',
      Object.entries(errors).map(([kind, count]) => [`{kind="${escapeLabel(kind)}"}`, count]),
    ),
    ...timings.flatMap((timing) => histogram(timing, measurements.timings[timing])),
    '',
  ].join('\n');
}

const descriptions: Readonly<Record<(typeof counters)[number], string>> = {
  attempts: 'Connections that were tried.',
  connected: 'Connections that came about.',
  disconnected: "Connections that ended without the device's doing.",
  sent: 'Messages that were sent.',
  received: 'Replies that came.',
  lost: 'Messages without a reply in time.',
  duplicated: 'Replies that came again.',
  reordered: 'Replies that came out of order.',
  garbage: 'Bytes that a device could make nothing of.',
  missed: 'Messages that were due while their device had no connection.',
  late: 'Messages that the generator sent too late.',
  commands: 'Commands that were published for devices.',
  commandsLost: 'Commands that did not reach their devices in time.',
  bytesSent: 'Bytes that were sent.',
  bytesReceived: 'Bytes that came.',
};

type Sample = readonly [labels: string, value: number];

function gauge(name: string, help: string, value: number): readonly string[] {
  return metric(name, 'gauge', help, [['', value]]);
}

function metric(name: string, type: string, help: string, samples: readonly Sample[]): readonly string[] {
  const full = `exproto_simulate_${name}`;
  return [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} ${type}`,
    ...samples.map(([labels, value]) => `${full}${labels} ${value}`),
  ];
}

function histogram(timing: (typeof timings)[number], values: Histogram): readonly string[] {
  const name = `exproto_simulate_${timing}_seconds`;
  const buckets = [...values.buckets()];
  const below = (bound: number) =>
    buckets.reduce((sum, { value, count }) => sum + (value <= bound * 1e6 ? count : 0), 0);
  return [
    `# HELP ${name} ${timed[timing]}`,
    `# TYPE ${name} histogram`,
    ...bounds.map((bound) => `${name}_bucket{le="${bound}"} ${below(bound)}`),
    `${name}_bucket{le="+Inf"} ${values.count}`,
    `${name}_sum ${(values.mean * values.count) / 1e6}`,
    `${name}_count ${values.count}`,
  ];
}

const timed: Readonly<Record<(typeof timings)[number], string>> = {
  connect: 'Until a device was connected, with the handshake.',
  login: 'From there until its login was accepted.',
  latency: 'From when a message was due until its reply.',
  command: 'From when a command was due until its device had it.',
  answer: "From when a command was due until the reply to the device's answer.",
};

function escapeLabel(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
