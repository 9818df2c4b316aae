import { afterEach, expect, it } from 'vitest';
import { Measurements } from '../measure/measurements.ts';
import { type MetricsEndpoint, openMetricsEndpoint } from './metrics-endpoint.ts';

let endpoint: MetricsEndpoint | undefined;
afterEach(() => endpoint?.close());

function measured(sent: number, latency: number): Measurements {
  const measurements = new Measurements();
  measurements.count('sent', sent);
  measurements.time('latency', latency);
  measurements.fail('connect "ECONNREFUSED"\n\\');
  return measurements;
}

it('serves the sum of all intervals, in the format of Prometheus', async () => {
  endpoint = await openMetricsEndpoint({ host: '127.0.0.1', port: 0 });
  const rest = { time: 1_000, duration: 9_000, eventLoopDelay: 2 };
  endpoint.add({ ...rest, online: 3, measurements: measured(5, 4) });
  endpoint.add({ ...rest, online: 4, measurements: measured(6, 40), targetMemory: 1_048_576 });
  const url = `http://127.0.0.1:${endpoint.port}`;
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n');
  for (const line of [
    'exproto_simulate_devices_online 4',
    'exproto_simulate_event_loop_delay_seconds 0.002',
    'exproto_simulate_target_resident_memory_bytes 1048576',
    '# TYPE exproto_simulate_sent_total counter',
    'exproto_simulate_sent_total 11',
    'exproto_simulate_bytes_sent_total 0',
    'exproto_simulate_errors_total{kind="connect \\"ECONNREFUSED\\"\\n\\\\"} 2',
    '# TYPE exproto_simulate_latency_seconds histogram',
    'exproto_simulate_latency_seconds_bucket{le="0.0025"} 0',
    'exproto_simulate_latency_seconds_bucket{le="0.005"} 1',
    'exproto_simulate_latency_seconds_bucket{le="0.05"} 2',
    'exproto_simulate_latency_seconds_bucket{le="+Inf"} 2',
    'exproto_simulate_latency_seconds_sum 0.044',
    'exproto_simulate_latency_seconds_count 2',
  ])
    expect(lines).toContain(line);
  // Each line is a comment or a sample, and the last one ends.
  const sample = /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="(?:[^"\\]|\\.)*"\})? [\d.e+-]+)$/;
  expect(lines.pop()).toBe('');
  for (const line of lines) expect(line).toMatch(sample);
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405);
});

it('names an address that it can not have', async () => {
  endpoint = await openMetricsEndpoint({ host: '127.0.0.1', port: 0 });
  const again = openMetricsEndpoint({ host: '127.0.0.1', port: endpoint.port });
  await expect(again).rejects.toThrow(
    `--metrics-listen 127.0.0.1:${endpoint.port}: EADDRINUSE: give an address of this machine`,
  );
});
