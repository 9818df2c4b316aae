import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exproto } from '../../fixtures/run-exproto.ts';
import { until } from '../../fixtures/until.ts';

/** The processes that a process has started and that are still there. */
function childrenOf(parent: number | undefined): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${Number(name)}/stat`, 'utf8');
      const [, parentOf] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(parentOf) === parent ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('our own gateway and handler', () => {
  it('end with a simulation that is told twice to end', async () => {
    const options = ['simulate', '--devices', '5', '--ramp', '100ms', '--for', '1h'];
    const child = spawn(process.execPath, [exproto, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    await until(() => errors.includes('online 5'), 'the devices are there', 15_000);
    const children = childrenOf(child.pid);
    expect(children).toHaveLength(2);
    child.kill('SIGSTOP');
    // Both are there before it can do anything about the first.
    child.kill('SIGINT');
    child.kill('SIGTERM');
    child.kill('SIGCONT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(3);
    await until(() => !children.some(isThere), 'they have ended');
  });
});
