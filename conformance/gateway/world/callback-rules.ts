import type { Callback } from './callback.ts';
import { judgeUplink } from './flow-rules.ts';
import type { LiveConnection } from './live-connection.ts';
import { judgeMessage } from './message-rules.ts';

/** Judges a callback at the moment it comes, whatever the scenario waits for. */
export function judgeCallback(live: LiveConnection, callback: Callback): void {
  judgeOrder(live, callback);
  judgeConcurrency(live, callback);
  if (live.world.suite.target.handler.mode === 'stream') judgeStream(live, callback);
  if (callback.method === 'OnReceivedBytes') judgeUplink(live, callback.request.bytes);
  if (callback.method === 'OnTimerTimeout') judgeTimeout(live, callback.request.type);
  if (callback.method === 'OnReceivedMessages') {
    for (const message of callback.request.messages) judgeMessage(live, message);
  }
  if (callback.method === 'OnSocketClosed') {
    live.world.check(
      'EXP-CONN-015',
      callback.request.reason !== '',
      'a reason',
      'OnSocketClosed.reason is empty',
    );
  }
}

function judgeOrder(live: LiveConnection, { method }: Callback): void {
  const { world } = live;
  const seen = `${method} came`;
  if (method === 'OnSocketCreated') {
    world.check('EXP-CONN-002', live.count(method) === 0, 'one OnSocketCreated', `a second ${seen}`);
    return;
  }
  const { mode } = world.suite.target.handler;
  world.check(
    mode === 'stream' ? 'EXP-STREAM-001' : 'EXP-CONN-001',
    live.count('OnSocketCreated') > 0,
    'OnSocketCreated first',
    `${seen} before it`,
  );
  if (method === 'OnSocketClosed') {
    world.check('EXP-CONN-007', !live.isClosed, 'one OnSocketClosed', `a second ${seen}`);
  } else {
    const rule = mode === 'stream' ? 'EXP-STREAM-002' : 'EXP-CONN-003';
    world.check(rule, !live.isClosed, 'nothing after OnSocketClosed', `${seen} after it`);
  }
}

function judgeStream(live: LiveConnection, { method, stream }: Callback): void {
  const { world } = live;
  if (method !== 'OnReceivedBytes') return;
  live.byteStream ??= stream;
  world.check('EXP-STREAM-003', live.byteStream === stream, 'the stream of before', 'it came on another one');
}

function judgeConcurrency(live: LiveConnection, { method }: Callback): void {
  const running = live.inFlight?.method;
  const actual = `${method} came before ${running} was answered`;
  live.world.check('EXP-FLOW-001', running === undefined, 'one callback at a time', actual);
}

function judgeTimeout(live: LiveConnection, type: string): void {
  const { world } = live;
  world.check('EXP-KEEP-008', live.timerStarted, 'no timeout without StartTimer', 'OnTimerTimeout came');
  const first = live.timeoutAt === undefined;
  world.check(
    'EXP-KEEP-009',
    first && type === 'KEEPALIVE',
    'one OnTimerTimeout(KEEPALIVE)',
    describe(first, type),
  );
  live.timeoutAt = performance.now();
}

function describe(first: boolean, type: string): string {
  return first ? `its type was ${type}` : 'a second OnTimerTimeout came';
}
