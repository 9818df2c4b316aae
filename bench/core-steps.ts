import { connectionSettings } from '../fixtures/connection-settings.ts';
import { openConnection } from '../gateway/core/state.ts';
import { step } from '../gateway/core/step.ts';
import { type Benchmark, count } from './benchmark.ts';

const steps = 400_000;
const info = {
  socketType: 'TCP',
  peer: { host: '127.0.0.1', port: 50_000 },
  listener: { host: '127.0.0.1', port: 7993 },
} as const;

/** Steps of the connection core under virtual time: bytes in, callback answered, a Send, flushed. */
export const coreSteps: Benchmark = {
  name: 'connection core',
  async *run() {
    const bytes = Buffer.alloc(64);
    let state = openConnection(connectionSettings({ sendBuffer: 1_048_576, receiveBuffer: 65_536 }), info, 0);
    state = step(state, { type: 'tick' }, 0).state;
    state = step(state, { type: 'callbackAnswered' }, 0).state;
    const began = performance.now();
    for (let done = 0, now = 0; done < steps; done += 4, now += 1_000) {
      state = step(state, { type: 'bytes', bytes }, now).state;
      state = step(state, { type: 'call', call: {}, request: { method: 'Send', bytes } }, now).state;
      state = step(state, { type: 'flushed', size: bytes.length }, now).state;
      state = step(state, { type: 'callbackAnswered' }, now).state;
    }
    const seconds = (performance.now() - began) / 1000;
    const hours = steps / 4 / 3600;
    yield* [
      { what: 'steps/s under virtual time', value: count(steps / seconds), beside: 'goal: above 20,000' },
      { what: 'virtual hours per second', value: count(hours / seconds), beside: 'real time: 0.0003' },
    ];
  },
};
