import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { startOwnTarget } from '../simulator/target/own-target.ts';

const devices = ['--devices', '31', '--ramp', '300ms', '--for', '1s', '--rate', '8/s', '--seed', '5'];
const patient = ['--late-after', '10s', '--reply-timeout', '20s', '--expect', 'p99<10s'];

/** What the course of a run holds. */
function sentOverTime(path: string): number {
  const { timeline } = JSON.parse(readFileSync(path, 'utf8'));
  return timeline.reduce((sum: number, point: { counts: { sent: number } }) => sum + point.counts.sent, 0);
}

describe('exproto report, of simulations', () => {
  it('adds up parts of one run to what one process would have measured, and compares runs', async () => {
    const own = await startOwnTarget(['tcp']);
    const target = `tcp://127.0.0.1:${own.targets[0].port}`;
    const simulate = async (...options: string[]) => {
      const json = writeTemporary('result.json', '');
      const { code, output } = await runExproto(
        ...['simulate', '--target', target, '--json', json],
        ...[...devices, ...patient, ...options],
      );
      expect(output).toContain('PASSED');
      expect(code).toBe(0);
      return json;
    };
    const parts = await Promise.all(
      ['1/3', '2/3', '3/3'].map((part) =>
        simulate('--shard', part, ...(part === '2/3' ? ['--workers', '2'] : [])),
      ),
    );
    const alone = await simulate();
    await own.stop();
    const merged = writeTemporary('whole.json', '');
    const html = writeTemporary('whole.html', '');
    const whole = await runExproto('report', ...parts, '--json', merged, '--html', html);
    expect(readFileSync(html, 'utf8')).toContain('31 devices on tcp');
    expect(whole.output).toMatch(/^31 devices on tcp, .*\nconnections {2}31 of 31 attempts/);
    expect(whole.code).toBe(0);
    const countsOf = (path: string) => {
      const { counts } = JSON.parse(readFileSync(path, 'utf8')).measurements;
      return [counts.connected, counts.sent + counts.missed, counts.lost, counts.attempts];
    };
    expect(countsOf(merged)).toEqual(countsOf(alone));
    expect(sentOverTime(merged)).toEqual(parts.reduce((sum, part) => sum + sentOverTime(part), 0));
    const missing = await runExproto('report', ...parts.slice(0, 2));
    expect(missing.output).toContain('parts are missing: give the reports of --shard 3/3, too');
    expect(missing.code).toBe(3);
    const compared = await runExproto('report', merged, alone);
    expect(compared.output).toMatch(/^ +whole\.json +result\.json\nverdict +passed +passed\n/);
    expect(compared.code).toBe(0);
  });

  it('names what is no report, and what is no part', async () => {
    const broken = writeTemporary('broken.json', '{"format": 1, "measurements": {}}');
    const { errors, code } = await runExproto('report', broken);
    expect(errors).toMatch(/broken\.json is no report of a simulation \(verdict: .*: give a file that/);
    expect(code).toBe(2);
    const shard = await runExproto('simulate', '--shard', '4/3', '--seed', '1');
    expect(shard.errors).toContain('--shard 4/3: give the number of this part and of all, from 1/3 to 3/3');
    const noSeed = await runExproto('simulate', '--shard', '1/3');
    expect(noSeed.errors).toContain('the parts of one run have one seed: give --seed, too');
  });
});
