import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultBackOff } from '../load/back-off.ts';
import { parsePhases } from '../load/phases.ts';
import { type SimulationOptions, simulate } from '../run/simulate.ts';

const script = join(createRequire(import.meta.url).resolve('#exproto'), '../../fixtures/leaking-server.js');
const running: (() => void)[] = [];

/** A server that keeps so much for each message of its devices. */
async function startLeaking(kilobytes: number, descriptors: number) {
  const child = spawn(process.execPath, [script, String(kilobytes), String(descriptors)]);
  running.push(() => child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const port = Number(line.split(' ')[1]);
  return { target: { transport: 'tcp', host: '127.0.0.1', port } as const, targetPid: child.pid };
}

/** A soak in little: the seconds of an interval are quarters. */
const soak: Pick<SimulationOptions, 'load' | 'soak' | 'interval'> = {
  soak: true,
  interval: 250,
  load: {
    devices: 20,
    ramp: 500,
    phases: parsePhases('14s@10/s'),
    distribution: 'constant',
    seed: 1,
    backOff: defaultBackOff,
    connectTimeout: 5_000,
    replyTimeout: 5_000,
    lateAfter: 5_000,
    knobs: {},
  },
};

describe.concurrent('a soak', () => {
  afterEach(() => {
    for (const kill of running.splice(0)) kill();
  });

  it('tells a target that keeps memory, one that keeps descriptors, and one that keeps nothing', {
    timeout: 60_000,
  }, async () => {
    const targets = [await startLeaking(16, 0), await startLeaking(0, 1), await startLeaking(0, 0)];
    const results = await Promise.all(targets.map((target) => simulate({ ...target, ...soak, workers: 1 })));
    const growing = results.map(({ trends }) =>
      trends.filter(({ grows, name }) => grows && !name.startsWith('latency')).map(({ name }) => name),
    );
    expect(growing[0]).toEqual(['memory']);
    expect(growing[1]).toContain('descriptors');
    expect(growing[2]).toEqual([]);
    expect(results[0]?.verdict).toBe('failed');
    // What else runs on this machine may have its part in the latency.
    const reasons = results[0]?.reasons.filter((reason) => !reason.startsWith('latency'));
    expect(reasons).toEqual([expect.stringMatching(/^memory of the target .* MB\/h .* grew$/)]);
    // 200 sockets a second, and as many for the other end.
    const descriptors = results[1]?.trends.find(({ name }) => name === 'descriptors');
    expect((descriptors?.slope ?? 0) / 3_600).toBeGreaterThan(300);
    expect((descriptors?.slope ?? 0) / 3_600).toBeLessThan(500);
  });

  it('of our own gateway shows that nothing grows', { timeout: 60_000 }, async () => {
    const { trends, reasons } = await simulate({ transport: 'tcp', ...soak });
    expect(trends.map(({ name }) => name)).toEqual(['memory', 'descriptors', 'latency.p50', 'latency.p99']);
    expect(trends.find(({ name }) => name === 'descriptors')?.grows, reasons.join()).toBe(false);
  });
});
