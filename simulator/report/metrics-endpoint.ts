import { createServer } from 'node:http';
import { listen } from '../listen.ts';
import { Measurements } from '../measure/measurements.ts';
import type { SimulationInterval } from '../run/simulate.ts';
import { knownState } from '../watch/target-state.ts';
import { type RunState, renderPrometheus } from './render-prometheus.ts';

/** Where Prometheus reads how a run stands. */
export interface MetricsEndpoint {
  readonly port: number;
  /** Takes what the last second was like. */
  add(interval: SimulationInterval): void;
  /** Cuts off who still reads. */
  close(): void;
}

/**
 * Serves `GET /metrics` while a run goes on.
 *
 * @throws {SimulatorError} `OPTION_INVALID` where the address can't be had
 */
export async function openMetricsEndpoint(address: {
  readonly host: string;
  readonly port: number;
}): Promise<MetricsEndpoint> {
  const measurements = new Measurements();
  let state: RunState = { online: 0, eventLoopDelay: 0, measurements };
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/metrics') return void response.writeHead(404).end('there is /metrics\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end();
    const text = renderPrometheus(state);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
  });
  const port = await listen(server, '--metrics-listen', address);
  return {
    port,
    add: ({ online, eventLoopDelay, measurements: last, ...target }) => {
      measurements.merge(last.toData());
      state = { online, eventLoopDelay, measurements, ...knownState(target) };
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
