import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Benchmark, count, type Row } from './benchmark.ts';
import { type MeasuredGateway, startMeasuredGateway } from './measured-gateway.ts';
import { MeasuredProcess } from './measured-process.ts';
import { countRoundTrips } from './round-trips.ts';

const duration = 4_000;
const warmUp = 1_500;

/** EMQX 5.8.9 on such a machine, CPU milliseconds for each round trip of 100 clients: docs/protocol.md, section 4. */
const emqxCpu = '0.30 ms, EMQX 5.8.9';

/** Round trips through gateway and handler, beside a plain TCP echo. */
export const echo: Benchmark = {
  name: '64-byte echo over TCP',
  async run() {
    const direct = await startDirect();
    const handler = await startHandler();
    const gateway = await startMeasuredGateway(handler.port);
    handler.adapter(gateway.adapterPort);
    await countRoundTrips(gateway.devicePort, 20, warmUp);
    const rows: Row[] = [];
    for (const clients of [1, 20, 100]) rows.push(...(await measure(gateway, direct.port, clients)));
    await Promise.all([gateway.process.stop(), direct.process.stop(), handler.stop()]);
    return rows;
  },
};

async function measure(
  gateway: MeasuredGateway,
  directPort: number,
  clients: number,
): Promise<readonly Row[]> {
  const limit = await countRoundTrips(directPort, clients, duration);
  const before = gateway.process.cpuTime;
  const rate = await countRoundTrips(gateway.devicePort, clients, duration);
  const cpu = ((gateway.process.cpuTime - before) * 1000) / (rate * (duration / 1000));
  const who = `${clients} ${clients === 1 ? 'client' : 'clients'}`;
  return [
    { what: `round trips/s, ${who}`, value: count(rate), beside: `${count(limit)} without a gateway` },
    { what: `gateway CPU per round trip, ${who}`, value: `${cpu.toFixed(2)} ms`, beside: emqxCpu },
  ];
}

async function startDirect(): Promise<{ readonly process: MeasuredProcess; readonly port: number }> {
  const script = fileURLToPath(new URL('./direct-echo.js', import.meta.url));
  const started = await MeasuredProcess.start([process.execPath, script], /^listening \d+$/m);
  return { process: started, port: Number(/\d+/.exec(started.output)?.[0]) };
}

async function startHandler() {
  const script = fileURLToPath(new URL('./echo-handler.js', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return {
    port: Number(/\d+/.exec(String(line))?.[0]),
    adapter: (port: number) => child.stdin.write(`${port}\n`),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
