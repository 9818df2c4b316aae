import { closeSync, writeSync } from 'node:fs';
import { type Command, Option } from 'commander';
import {
  findMaximum,
  intervalRecord,
  maximumRecord,
  renderMaximum,
  renderResult,
  renderSimulationJunit,
  renderSimulationPage,
  renderStep,
  resultRecord,
  type SimulationInterval,
  type SimulationOptions,
} from '../simulator/index.ts';
import { createLiveView } from '../simulator/report/live-view.ts';
import { openMetricsEndpoint } from '../simulator/report/metrics-endpoint.ts';
import { parseAdapter } from './command-route.ts';
import { exitCodes } from './exit-codes.ts';
import { openReport } from './open-report.ts';
import { parseAddress } from './parse-address.ts';
import { addSimulateLimits } from './simulate-limits.ts';
import { readSimulateOptions, type SimulateOptions } from './simulate-options.ts';
import { simulatePart } from './simulate-part.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Adds `exproto simulate`. */
export function addSimulate(program: Command): void {
  const gather = (value: string, before: readonly string[]) => [...before, value];
  const simulate = program
    .command('simulate')
    .description(
      'load a gateway with devices, and say what they felt; without --target our own, with an echo handler',
    )
    .option('--target <url>', 'tcp://host:port, or tls, udp, dtls')
    .option(
      '--target-pid <number>',
      'process of the target on this machine: its memory and descriptors are looked at',
    )
    .option('--target-metrics <url>', "the target's own metrics for Prometheus, in place of --target-pid")
    .option('--transport <name>', 'without --target: tcp, tls, udp or dtls (default: tcp)')
    .option('--profile <name>', 'how devices talk: echo (default), tracker, or the file of a device profile')
    .option('--devices <number>', 'how many', '100')
    .option('--shard <part>', 'only this part of the devices, such as 3/20; needs --seed')
    .option('--nats <url>', 'parts begin together, and the first shows the whole: nats://host:port')
    .option('--run <name>', 'with --nats: what the run is called')
    .option('--wait <time>', 'with --nats: how long for the other parts (default: 10m)')
    .option('--ramp <time>', 'in which they come', '1s')
    .option('--rate <rate>', 'messages of each device, such as 1/s or 6/m', '1/s')
    .option('--for <time>', 'how long they send after the ramp', '10s')
    .addOption(
      new Option('--phases <list>', 'in place of --rate and --for: 30s@1/s,5s@10/s,1m@1/s..5/s').conflicts([
        'rate',
        'for',
      ]),
    )
    .option('--command-rate <rate>', 'commands for each device, such as 1/m')
    .option(
      '--adapter <address>',
      "the gateway's adapter, whose RawPublish takes commands: host:port, or https://host:port",
      parseAdapter,
    )
    .option('--adapter-ca <file>', 'whom to trust for an adapter with TLS; anyone without it')
    .option('--adapter-cert <file>', 'certificate for an adapter that asks for one')
    .option('--adapter-key <file>', 'its key')
    .option('--command-url <url>', 'of your own that takes commands instead: http://host:port/send/{topic}')
    .option('--poisson', 'messages come as independent events, not evenly')
    .option('--expect <threshold>', "such as 'p99<50ms' or 'lost<=0.1%'; repeatable", gather, [])
    .addOption(
      new Option('--find-max <threshold>', 'search the highest rate that holds it; repeatable')
        .argParser((value: string, before: readonly string[] = []) => [...before, value])
        .conflicts(['expect', 'phases', 'ndjson', 'junit', 'html', 'metricsListen', 'nats', 'soak']),
    )
    .option('--soak', "fail where the target's memory, descriptors or latency grow")
    .option('--abort-on-fail', 'end as soon as a threshold is missed')
    .option('--seed <number>', 'decides every choice (default: a random one)')
    .option('--size <bytes>', 'of a message', '64')
    .option('--workers <number>', 'processes that share the devices (default: as descriptors ask for)')
    .option('--source <addresses>', 'that devices connect from: 127.0.0.1-127.0.0.4')
    .option('--ca <file>', 'whom devices on TLS and DTLS trust; anyone without it')
    .option('--cert <file>', 'certificate of the devices')
    .option('--key <file>', 'its key')
    .option('--servername <name>', "that the target's certificate must have")
    .option('--reply-timeout <time>', 'until a message without a reply is lost', '5s')
    .option('--late-after <time>', 'until a message counts as sent too late', '50ms')
    .option(
      '--impair <list>',
      'a bad network, on UDP and DTLS: loss=1%,duplication=1%,reordering=2%,delay=20ms',
    )
    .option('--churn <rate>', 'how often a device leaves and comes back, such as 1/m')
    .option('--burst <number>', 'messages at each time that one is due', '1')
    .option('--silent <percent>', 'devices that send nothing')
    .option('--slow-readers <percent>', "devices that don't read; on TCP and TLS")
    .option('--garbage <percent>', 'devices that send garbage')
    .option('--slowloris <percent>', 'devices that send a byte at a time')
    .option('--half-open <percent>', 'devices that connect, and then neither send nor read')
    .option('--duplicate-clientids <percent>', 'devices that log in as another one')
    .option('--ndjson <file>', 'write a line each second')
    .option('--json <file>', 'write the result')
    .option('--junit <file>', 'write a test for each threshold, as JUnit XML')
    .option('--metrics-listen <host:port>', 'serve /metrics for Prometheus while it runs', parseAddress)
    .option('--html <file>', 'write a page with charts')
    .action(run);
  addSimulateLimits(simulate);
}

async function run(options: SimulateOptions): Promise<void> {
  const settings = readSimulateOptions(options);
  // Before an hour of load, not after it.
  const ndjson = openReport('--ndjson', options.ndjson);
  const json = openReport('--json', options.json);
  const junit = openReport('--junit', options.junit);
  const html = openReport('--html', options.html);
  const metrics = options.metricsListen && (await openMetricsEndpoint(options.metricsListen));
  const view = createLiveView(process.stderr);
  const stop = stopOnSignal();
  const onInterval = (interval: SimulationInterval) => {
    view.show(interval);
    metrics?.add(interval);
    if (ndjson !== undefined) writeSync(ndjson, `${JSON.stringify(intervalRecord(interval))}\n`);
  };
  try {
    if (options.findMax !== undefined) return await searchMaximum({ ...settings, signal: stop }, json);
    const result = await simulatePart(options, { ...settings, onInterval, signal: stop });
    view.clear();
    if (json !== undefined) writeSync(json, `${JSON.stringify(resultRecord(result))}\n`);
    if (junit !== undefined) writeSync(junit, renderSimulationJunit(result));
    if (html !== undefined) writeSync(html, renderSimulationPage([{ name: 'Simulation', result }]));
    process.stdout.write(renderResult(result));
    process.exitCode = exitCodes[result.verdict];
  } finally {
    view.clear();
    metrics?.close();
    for (const file of [ndjson, json, junit, html]) if (file !== undefined) closeSync(file);
  }
}

/** A line for each rate that is tried, and the highest that holds. */
async function searchMaximum(options: SimulationOptions, json: number | undefined): Promise<void> {
  const maximum = await findMaximum(options, (step) => process.stdout.write(renderStep(step)));
  if (json !== undefined) writeSync(json, `${JSON.stringify(maximumRecord(maximum), undefined, 2)}\n`);
  process.stdout.write(renderMaximum(maximum));
  process.exitCode = exitCodes[maximum.verdict];
}
