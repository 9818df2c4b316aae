import type { LiveConnection } from '../world/live-connection.ts';
import { type ProcessUsage, readUsage } from '../world/process-usage.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';

/** So many connections come and go in a run of either mode. */
const counts = { quick: 300, full: 10_000 } as const;
/** So many of them at once. */
const atOnce = 50;
const spareDescriptors = 8;
const spareMemory = 64 * 1024 * 1024;
/** How often the memory may grow before it is called a leak. */
const mostRounds = 3;

/** Many devices come, send and go, `atOnce` at a time: the gateway's process is what it was. */
export function expectNothingLeft(): Action {
  return {
    text: 'many devices come and go, and nothing is left of them',
    check: () => true,
    advance: () => undefined,
    async perform(world) {
      const pid = world.suite.pid();
      await comeAndGo(world, 'warm');
      const first = await usageOf(pid);
      for (let round = 1, before = first; ; round += 1) {
        const after = await useUp(world, pid, round, first.descriptors + spareDescriptors);
        const grown = after.memory - before.memory;
        before = after;
        // A heap that makes room for the coming of many is no leak.
        if (grown > spareMemory && round < mostRounds) continue;
        const expected = `at most ${megabytes(spareMemory)} more after ${counts[world.suite.mode]} connections`;
        world.check('EXP-LEAK-002', grown <= spareMemory, expected, `it is ${megabytes(grown)} more`);
        return world.stopIfBroken();
      }
    },
  };
}

/** So many connections as the mode says come and go; settles when their descriptors are back. */
async function useUp(
  world: World,
  pid: number | undefined,
  round: number,
  most: number,
): Promise<ProcessUsage> {
  const waves = counts[world.suite.mode] / atOnce;
  for (let wave = 0; wave < waves; wave += 1) await comeAndGo(world, `r${round}w${wave}`);
  let usage = await usageOf(pid);
  for (let look = 0; look < 20 && usage.descriptors > most; look += 1) {
    await world.waitFor(() => false, 100);
    usage = await usageOf(pid);
  }
  const actual = `there are ${usage.descriptors}`;
  world.check('EXP-LEAK-001', usage.descriptors <= most, `at most ${most} descriptors`, actual);
  world.stopIfBroken();
  return usage;
}

async function usageOf(pid: number | undefined): Promise<ProcessUsage> {
  const usage = pid === undefined ? undefined : await readUsage(pid);
  if (usage === undefined) throw new Error(`the process ${pid} of the gateway can't be looked at`);
  return usage;
}

async function comeAndGo(world: World, prefix: string): Promise<void> {
  const names = Array.from({ length: atOnce }, (_, index) => `${prefix}n${index}`);
  const lives = await Promise.all(names.map((name) => world.connect(name, 'answer')));
  await untilAll(world, lives, 'OnSocketCreated');
  for (const live of lives) {
    live.mayHaveEnded = true;
    if (world.model.hasEnds) live.end();
    else void live.call('Close', {});
  }
  await untilAll(world, lives, 'OnSocketClosed');
  for (const { name, device } of lives) {
    device.destroy();
    world.connections.delete(name);
  }
}

function untilAll(
  world: World,
  lives: readonly LiveConnection[],
  method: 'OnSocketCreated' | 'OnSocketClosed',
): Promise<void> {
  const come = () => lives.filter((live) => live.count(method) > 0).length;
  const rule = method === 'OnSocketCreated' ? 'EXP-CONN-001' : 'EXP-CONN-004';
  return world.until(
    rule,
    () => come() === lives.length,
    `${lives.length} times ${method}`,
    () => `${come()} came`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
