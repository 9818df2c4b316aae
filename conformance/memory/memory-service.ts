import type { Judge } from './judge.ts';
import type { JudgedConnection } from './judged-connection.ts';
import type { CallbackError, MemoryCall, MemoryGateway, SeenCallback } from './memory-gateway.ts';
import type { ConnectionPlan, Outcome, ServiceAction } from './plan.ts';
import type { World } from './world.ts';

const errors: Readonly<Record<'away' | 'refuses' | 'breaks', CallbackError>> = {
  away: { status: 'UNAVAILABLE', arrival: 'never' },
  refuses: { status: 'INTERNAL', arrival: 'certain' },
  breaks: { status: 'UNAVAILABLE', arrival: 'unknown' },
};

/** The user's service, as one connection meets it. */
export class MemoryService {
  away = false;
  streamLost: ((error: CallbackError) => void) | undefined;
  readonly #connection: JudgedConnection;
  readonly #world: World;
  readonly #judge: Judge;
  readonly #gateway: MemoryGateway;
  readonly #plan: ConnectionPlan;
  readonly #hanging: (() => void)[] = [];
  #recovered = false;
  #callbacks = 0;
  #calls = 0;
  #streaming = false;

  constructor(
    connection: JudgedConnection,
    plan: ConnectionPlan,
    world: World,
    judge: Judge,
    gateway: MemoryGateway,
  ) {
    this.#connection = connection;
    this.#plan = plan;
    this.#world = world;
    this.#judge = judge;
    this.#gateway = gateway;
  }

  callback(callback: SeenCallback, done: (error?: CallbackError) => void): () => void {
    const { conn } = this.#connection;
    const { method } = callback;
    this.#note('gateway', `${method}(${conn})${method === 'OnSocketClosed' ? ` ${callback.reason}` : ''}`);
    this.#connection.callback(callback, this.#world.now());
    if (method === 'OnReceivedBytes') this.#streaming = true;
    if (method === 'OnSocketCreated') this.#world.inTurn(this.#plan.service, (action) => this.#act(action));
    const outcome = this.#nextOutcome();
    return this.#settleLater(method, outcome, (error) => {
      this.#connection.landed(error, this.#world.now());
      done(error);
    });
  }

  finishStreams(done: () => void): () => void {
    return this.#settleLater('end of streams', 'answers', () => {
      this.#streaming = false;
      done();
    });
  }

  /** The faults are over: what hung is answered, and so is all that follows. */
  recover(): void {
    this.away = false;
    this.#recovered = true;
    for (const answer of this.#hanging) answer();
  }

  #settleLater(what: string, outcome: Outcome, settle: (error?: CallbackError) => void): () => void {
    let settled = false;
    const run = (): void => {
      if (settled) return;
      settled = true;
      const error = this.away ? errors.away : errorOf(this.#recovered ? 'answers' : outcome);
      this.#note('handler', `${what}(${this.#connection.conn}) ${error?.status ?? 'answered'}`);
      settle(error);
    };
    const schedule = (): void => this.#world.later(`reply ${what}`, run);
    if (outcome === 'hangs' && !this.#recovered) this.#hanging.push(schedule);
    else schedule();
    return () => {
      if (settled) return;
      settled = true;
      this.#note('gateway', `${what}(${this.#connection.conn}) is given up`);
      this.#connection.landed({ status: 'UNAVAILABLE', arrival: 'unknown' }, this.#world.now());
    };
  }

  #act(action: ServiceAction): void {
    if (action.type === 'breakStream') return this.#breakStream();
    this.#calls += 1;
    const call = callOf(action, this.#connection.conn, this.#calls);
    const { conn } = this.#connection;
    this.#note('handler', `${call.method}(${conn})`);
    const judged = this.#judge.called(this.#connection, call, this.#world.now());
    void this.#gateway.call(conn, call).then((code) => {
      this.#note('gateway', `${call.method}(${conn}) = ${code}`);
      this.#judge.answered(judged, code, this.#world.now());
    });
  }

  #breakStream(): void {
    const lost = this.streamLost;
    if (!this.#streaming || lost === undefined) return;
    this.streamLost = undefined;
    this.#note('handler', `breaks a stream of ${this.#connection.conn}`);
    this.#connection.seal(this.#world.now(), true);
    lost(errors.breaks);
  }

  #nextOutcome(): Outcome {
    this.#callbacks += 1;
    return this.#plan.outcomes[this.#callbacks - 1] ?? 'answers';
  }

  #note(from: 'gateway' | 'handler', text: string): void {
    this.#world.note(from, from === 'gateway' ? 'handler' : 'gateway', text);
  }
}

function errorOf(outcome: Outcome): CallbackError | undefined {
  return outcome === 'refuses' || outcome === 'breaks' ? errors[outcome] : undefined;
}

function callOf(
  action: Exclude<ServiceAction, { type: 'breakStream' }>,
  conn: string,
  count: number,
): MemoryCall {
  switch (action.type) {
    case 'Send':
      return { method: 'Send', bytes: Buffer.alloc(action.size, count) };
    case 'Publish':
      return { method: 'Publish', topic: action.topic, text: `${conn}.${count}` };
    case 'Authenticate':
      return { method: 'Authenticate', clientid: action.clientid, granted: action.granted };
    case 'StartTimer':
      return { method: 'StartTimer', interval: action.interval };
    case 'Subscribe':
    case 'Unsubscribe':
      return { method: action.type, topic: action.topic };
    case 'Close':
      return { method: 'Close' };
  }
}
