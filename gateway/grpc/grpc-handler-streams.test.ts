import { describe, expect, it, onTestFinished } from 'vitest';
import { RecordingHandler, Refusal } from '../../fixtures/recording-handler.ts';
import { streams } from '../../fixtures/test-configuration.ts';
import type { Callback } from '../core/callback.ts';
import { plainReason } from '../core/reason.ts';
import type { CallbackOutcome, HandlerClient, StreamLost } from '../handler/handler-client.ts';
import { createGrpcHandlerClient } from './grpc-handler-client.ts';

const size = 64 * 1024;
const bytes: Callback = { method: 'OnReceivedBytes', chunks: [Buffer.alloc(size)], size };
const messages: Callback = { method: 'OnReceivedMessages', messages: [], size: 0 };

async function start(lost: StreamLost = () => undefined) {
  const handler = await RecordingHandler.start();
  const client = createGrpcHandlerClient(
    { url: handler.url, ...streams, callbackTimeout: 5_000 },
    plainReason,
  );
  client.streams?.attach('conn', lost);
  onTestFinished(() => {
    client.streams?.release('conn');
    client.close();
    handler.kill();
  });
  return { handler, client };
}

function call(client: HandlerClient, callback: Callback): Promise<CallbackOutcome> {
  return new Promise((resolve) => client.call('conn', callback, resolve));
}

function finish(client: HandlerClient): Promise<void> {
  return new Promise((resolve) => client.streams?.finish('conn', resolve));
}

describe('a stream', () => {
  it('takes no more than a window of what the handler does not read', async () => {
    const { handler, client } = await start();
    onTestFinished(handler.hold(({ method }) => method === 'OnReceivedBytes'));
    let taken = 0;
    let stuck = false;
    while (!stuck && taken < 64) {
      let done = false;
      client.call('conn', bytes, () => {
        done = true;
      });
      // What is not taken while others go to and fro is not going to be.
      for (let round = 0; round < 20 && !done; round += 1) await call(client, { method: 'OnTimerTimeout' });
      if (done) taken += 1;
      stuck = !done;
    }
    expect(stuck).toBe(true);
    // The handler holds one, and 16 wait in its memory before HTTP/2 stops them.
    expect(taken * size).toBeLessThan(size * 24);
  });

  it('is ended well by finish, which waits for its answer', async () => {
    const failures: string[] = [];
    const { handler, client } = await start((method) => failures.push(method));
    const release = handler.hold(({ method }) => method === 'OnReceivedBytes');
    await call(client, bytes);
    await call(client, messages);
    let finished = false;
    const finishing = finish(client).then(() => {
      finished = true;
    });
    await handler.untilMethod('OnReceivedBytes');
    for (let round = 0; round < 20; round += 1) await call(client, { method: 'OnTimerTimeout' });
    expect(finished).toBe(false);
    release();
    await finishing;
    expect(failures).toEqual([]);
  });

  it('that ends in an error while it is finished is lost before that is done', async () => {
    const story: string[] = [];
    const { handler, client } = await start((method, { status }) => story.push(`${method} ${status}`));
    handler.behave = ({ method }) => {
      if (method === 'OnReceivedBytes') throw new Refusal('DATA_LOSS', 'no');
    };
    const release = handler.hold(() => true);
    await call(client, bytes);
    const finishing = finish(client).then(() => story.push('finished'));
    release();
    await finishing;
    expect(story).toEqual(['OnReceivedBytes DATA_LOSS', 'finished']);
  });

  it('that breaks is lost, once', async () => {
    const story: string[] = [];
    const { handler, client } = await start((method, { status }) => story.push(`${method} ${status}`));
    await call(client, bytes);
    await handler.untilMethod('OnReceivedBytes');
    handler.kill();
    await finish(client);
    expect(story).toEqual([expect.stringMatching(/^OnReceivedBytes (UNAVAILABLE|CANCELLED|INTERNAL)$/)]);
  });

  it('that breaks under an event is the outcome of that event, and not lost besides', async () => {
    const story: string[] = [];
    const { handler, client } = await start((method) => story.push(method));
    handler.kill();
    expect(await call(client, bytes)).toMatchObject({ status: 'UNAVAILABLE', arrival: 'never' });
    await finish(client);
    expect(story).toEqual([]);
  });

  it('that is abandoned, or whose connection is released, says nothing more', async () => {
    const story: string[] = [];
    const { handler, client } = await start((method) => story.push(method));
    const abandon = client.call('conn', bytes, () => story.push('done'));
    abandon();
    await call(client, messages);
    await handler.untilMethod('OnReceivedMessages');
    client.streams?.release('conn');
    await call(client, { method: 'OnTimerTimeout' });
    expect(story).toEqual([]);
  });
});
