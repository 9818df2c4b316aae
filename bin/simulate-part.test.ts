import { expect, it } from 'vitest';
import { readSimulateOptions } from './simulate-options.ts';
import { simulatePart } from './simulate-part.ts';

const nats = 'nats://127.0.0.1:1';

it.each([
  [{ run: 'a' }, '--run a: it is for parts that meet: give --nats, too'],
  [{ nats }, '--nats without --run: give the run a name'],
  [{ nats, run: 'a' }, '--nats without --shard: say which part this is'],
  [{ nats, run: 'a', shard: '1/2', wait: 'long' }, '--wait long: expected a duration'],
  [
    { nats, run: 'a', shard: '1/2' },
    '--nats nats://127.0.0.1:1: all parts need one target: name it with --target',
  ],
])('refuses %j', async (options, message) => {
  const load = { devices: '2', ramp: '1s', rate: '1/s', for: '1s', expect: [], size: '64', burst: '1' };
  const settings = readSimulateOptions({ ...load, replyTimeout: '1s', lateAfter: '1s' });
  await expect(simulatePart(options, settings)).rejects.toThrow(message);
});
