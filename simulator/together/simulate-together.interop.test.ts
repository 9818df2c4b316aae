import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../fixtures/free-port.ts';
import { PeerProgram } from '../../fixtures/peer-program.ts';
import { exproto, writeTemporary } from '../../fixtures/run-exproto.ts';
import { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';

const load = ['--devices', '31', '--ramp', '300ms', '--for', '1200ms', '--rate', '8/s'];
const patient = ['--late-after', '10s', '--reply-timeout', '20s', '--expect', 'p99<10s'];

/** Frames that the handler got, by the number of the device in them. */
type FramesByDevice = ReadonlyMap<number, number>;

async function startNats(): Promise<string> {
  const port = await freePort();
  const server = new PeerProgram('/usr/sbin/nats-server', ['-a', '127.0.0.1', '-p', String(port)]);
  await server.untilWritten('Server is ready');
  return `nats://127.0.0.1:${port}`;
}

/** Our gateway, and a handler that echoes in this process, where it can be looked at. */
async function startEcho() {
  const system = await TestSystem.start();
  onTestFinished(() => system.stop());
  system.echo();
  const bytes = () => system.handler.callbacks.filter(({ method }) => method === 'OnReceivedBytes');
  const framesSince = (seen: number): FramesByDevice => {
    const frames = new Map<number, number>();
    const streams = new Map<string, Uint8Array[]>();
    for (const { conn, request } of bytes().slice(seen))
      streams.set(conn, [...(streams.get(conn) ?? []), request.bytes as Uint8Array]);
    for (const parts of streams.values()) {
      const stream = Buffer.concat(parts);
      for (let at = 0; at < stream.length; at += 64) {
        const device = stream.readUInt32BE(at + 4);
        frames.set(device, (frames.get(device) ?? 0) + 1);
      }
    }
    return frames;
  };
  const target = `tcp://127.0.0.1:${system.gateway.listeners[0]?.address.port}`;
  return { target, callbackCount: () => bytes().length, framesSince };
}

/** Runs `exproto simulate`. */
function simulate(...options: readonly string[]) {
  const child = spawn(process.execPath, [exproto, 'simulate', ...options], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const run = { output: '', errors: '', ended: once(child, 'close').then(([code]) => code as number) };
  child.stdout.on('data', (text) => {
    run.output += String(text);
  });
  child.stderr.on('data', (text) => {
    run.errors += String(text);
  });
  return run;
}

function measured(path: string) {
  const { measurements, timeline, verdict } = JSON.parse(readFileSync(path, 'utf8'));
  const sentOverTime = timeline.reduce(
    (sum: number, { counts }: { counts: { sent: number } }) => sum + counts.sent,
    0,
  );
  return { counts: measurements.counts as Record<string, number>, sentOverTime, verdict };
}

describe('parts of a simulation that meet on a NATS server', () => {
  it('begin together, and are for the first part and for the target what one run would be', async () => {
    const [nats, echo] = [await startNats(), await startEcho()];
    const [whole, single] = [writeTemporary('whole.json', ''), writeTemporary('single.json', '')];
    const common = ['--target', echo.target, '--seed', '5', ...load, ...patient];
    const together = [...common, '--nats', nats, '--run', 'three'];
    const others = ['2/3', '3/3'].map((shard) => simulate(...together, '--shard', shard));
    await until(
      () => others.every(({ errors }) => errors.includes('run three: waiting for 1/3')),
      'both wait',
    );
    expect(echo.callbackCount()).toBe(0);
    const first = simulate(...together, '--shard', '1/3', '--json', whole);
    expect(await Promise.all([first, ...others].map(({ ended }) => ended))).toEqual([0, 0, 0]);
    const frames = echo.framesSince(0);
    const seen = echo.callbackCount();
    expect(await simulate(...common, '--json', single).ended).toBe(0);
    const alone = echo.framesSince(seen);

    expect(first.output).toMatch(/^31 devices on tcp, .*seed 5\nconnections {2}31 of 31 attempts/);
    for (const { output } of others) expect(output).toMatch(/^31 devices on tcp, .*, part [23] of 3\n/);
    // The others show themselves alone.
    expect(first.errors).toMatch(/ online 31 /);
    for (const { errors } of others) expect(errors).toMatch(/ online 10 /);
    const [merged, one] = [measured(whole), measured(single)];
    expect(merged.verdict).toBe('passed');
    expect(merged.sentOverTime).toBe(merged.counts.sent);
    const scheduled = ({ counts }: typeof merged) => (counts.sent ?? 0) + (counts.missed ?? 0);
    expect(scheduled(merged)).toBe(scheduled(one));
    for (const counter of ['attempts', 'connected', 'lost', 'garbage', 'disconnected'])
      expect(merged.counts[counter]).toBe(one.counts[counter]);
    expect(merged.counts.received).toBe(merged.counts.sent);
    expect(sumOf(frames)).toBe(merged.counts.sent);
    expect(frames.size).toBe(31);
    // Each device sends what it would have sent, unless it was not connected yet when it was due.
    const differences = [...alone].map(([device, count]) => Math.abs(count - (frames.get(device) ?? 0)));
    const missed = (merged.counts.missed ?? 0) + (one.counts.missed ?? 0);
    expect(differences.reduce((sum, difference) => sum + difference, 0)).toBeLessThanOrEqual(missed);
  }, 60_000);

  it('do not begin where they have different loads, or where one does not come', async () => {
    const [nats, echo] = [await startNats(), await startEcho()];
    const together = ['--target', echo.target, ...load, '--nats', nats, '--run', 'two'];
    const other = simulate(...together, '--shard', '2/2', '--seed', '6');
    await until(() => other.errors.includes('waiting for 1/2'), 'it waits');
    const first = simulate(...together, '--shard', '1/2', '--seed', '5');
    expect(await Promise.all([first.ended, other.ended])).toEqual([2, 2]);
    for (const { errors } of [first, other])
      expect(errors).toContain(
        'exproto: --shard 2/2 has another load than the first part: seed is 6, not 5:',
      );
    const lonely = simulate(...together, '--shard', '1/2', '--seed', '5', '--wait', '200ms');
    expect(await lonely.ended).toBe(3);
    expect(lonely.errors).toContain('exproto: 2/2 of this run did not come (too late): start all parts');
    expect(echo.callbackCount()).toBe(0);
  }, 60_000);
});

function sumOf(frames: FramesByDevice): number {
  return [...frames.values()].reduce((sum, count) => sum + count, 0);
}
