import { afterEach, describe, expect, it, vi } from 'vitest';
import { type StartedProcess, startProcess } from './start-process.ts';

const started: StartedProcess[] = [];

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(started.splice(0).map((process) => process.stop()));
});

/** Runs JavaScript as a gateway. */
async function run(script: string, timeout = 8_000): Promise<StartedProcess> {
  const process = await startProcess(['node', '-e', script], timeout);
  started.push(process);
  return process;
}

const stay = 'setInterval(() => undefined, 1_000);';

describe('startProcess', () => {
  it('says that a command is missing, and what to do', async () => {
    await expect(startProcess(['no-such-gateway'], 1_000)).rejects.toMatchObject({
      code: 'TARGET_DID_NOT_START',
      message: expect.stringMatching(/`no-such-gateway` can't be started .*ENOENT.* start\.command/),
    });
  });
});

describe('untilOutput', () => {
  it('is all output up to the words, wherever they are printed', async () => {
    const process = await run(`console.error('port 1'); console.log('ready'); ${stay}`);
    await expect(process.untilOutput(/^ready$/m)).resolves.toContain('ready');
    await expect(process.untilOutput(/^port \d$/m)).resolves.toContain('port 1');
  });

  it('rejects with the last words of a process that ends before', async () => {
    const process = await run("console.log('reading'); console.error('no such file'); process.exit(3)");
    const failure = {
      code: 'TARGET_DID_NOT_START',
      message: expect.stringMatching(/ended before it was ready: exit code 3, its last line: no such file$/),
    };
    await expect(process.untilOutput(/^ready$/m)).rejects.toMatchObject(failure);
    expect(process.hasEnded).toBe(true);
    // Who asks later learns the same.
    await expect(process.untilOutput(/^ready$/m)).rejects.toMatchObject(failure);
  });

  it('rejects when the time is up', async () => {
    const process = await run(stay, 50);
    await expect(process.untilOutput(/^ready$/m)).rejects.toMatchObject({
      code: 'TARGET_DID_NOT_START',
      message: expect.stringContaining('was not ready within 0.05 s'),
    });
  });
});

describe('onDeath', () => {
  const deathOf = (process: StartedProcess) =>
    new Promise<Error>((resolve) => {
      process.onDeath(resolve);
    });

  it('tells of a process that ends on its own, and of its last words', async () => {
    const process = await run("console.log('out of memory'); process.exit(4)");
    await expect(deathOf(process)).resolves.toMatchObject({
      code: 'TARGET_DIED',
      message: expect.stringMatching(/exit code 4, its last line: out of memory$/),
    });
  });

  it('tells of one that has ended already', async () => {
    const process = await run('');
    await expect(process.untilOutput(/^ready$/m)).rejects.toThrow();
    await expect(deathOf(process)).resolves.toMatchObject({ code: 'TARGET_DIED' });
  });

  it('does not tell of one that was stopped', async () => {
    const process = await run(`console.log('ready'); ${stay}`);
    const died = vi.fn();
    process.onDeath(died);
    await process.untilOutput(/^ready$/m);
    await process.stop();
    expect(process.hasEnded).toBe(true);
    expect(died).not.toHaveBeenCalled();
  });
});

describe('stop', () => {
  it('kills a process that is asked to end and does not', async () => {
    const process = await run(
      `process.on('SIGTERM', () => console.log('no')); console.log('ready'); ${stay}`,
    );
    await process.untilOutput(/^ready$/m);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopped = process.stop();
    await process.untilOutput(/^no$/m);
    expect(process.hasEnded).toBe(false);
    vi.advanceTimersByTime(10_000);
    await stopped;
    expect(process.hasEnded).toBe(true);
  });

  it('is done at once when the process has ended', async () => {
    const process = await run('');
    await expect(process.untilOutput(/^ready$/m)).rejects.toThrow();
    await process.stop();
    await process.stop();
  });
});
