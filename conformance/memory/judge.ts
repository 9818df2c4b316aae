import { filterSelects } from '../gateway/model/topic-matching.ts';
import { Violation } from '../judge/violation.ts';
import type { RuleId } from '../rules/catalogue.ts';
import { judgeCode } from './judge-code.ts';
import { type Broken, JudgedConnection } from './judged-connection.ts';
import type { MemoryCall } from './memory-gateway.ts';
import { limits } from './plan.ts';

/** A call that the user's service has made, and the state of its connection then. */
export interface JudgedCall {
  readonly connection: JudgedConnection;
  readonly call: MemoryCall;
  readonly at: number;
  readonly wasEnded: boolean;
  readonly wasSound: boolean;
  readonly wasClient: boolean;
  /** Whether another Authenticate of the connection was not answered yet. */
  readonly wasAuthenticating: boolean;
  readonly sent: ReturnType<JudgedConnection['bytes']['send']> | undefined;
}

/** Judges a gateway in memory by what is seen at its edges. Keeps the first rule that was broken. */
export class Judge {
  violation: Violation | undefined;
  readonly connections = new Map<string, JudgedConnection>();
  readonly #datagrams: boolean;
  /** The connections that have authenticated, in their order. */
  readonly #takers: JudgedConnection[] = [];
  readonly #unanswered = new Set<JudgedCall>();
  /** Filters of each connection; true where the subscription is beyond doubt. */
  readonly #filters = new Map<JudgedConnection, Map<string, boolean>>();
  readonly #broken: Broken = (rule: RuleId, expected: string, actual: string) => {
    this.violation ??= new Violation(rule, expected, actual);
  };

  constructor(datagrams: boolean) {
    this.#datagrams = datagrams;
  }

  opened(conn: string, now: number): JudgedConnection {
    const connection = new JudgedConnection(conn, now, this.#datagrams, this.#broken);
    this.connections.set(conn, connection);
    this.#filters.set(connection, new Map());
    return connection;
  }

  read(connection: JudgedConnection, bytes: Uint8Array, now: number): void {
    connection.silence.look(now);
    const { isSound } = connection;
    if (isSound && connection.bytes.outstanding >= limits.receiveBuffer) {
      const held = `${connection.bytes.outstanding} bytes wait and it reads on`;
      this.#broken('EXP-FLOW-005', 'a socket that is not read while the handler lags', held);
    }
    connection.bytes.read(bytes, isSound);
    if (isSound) connection.silence.bytes(now);
  }

  called(connection: JudgedConnection, call: MemoryCall, now: number): JudgedCall {
    connection.silence.look(now);
    const judged: JudgedCall = {
      connection,
      call,
      at: now,
      wasEnded: connection.socketEnded && connection.sealedAt <= now,
      wasSound: connection.isSound,
      wasClient: connection.clientid !== undefined,
      wasAuthenticating: [...this.#unanswered].some(
        (other) => other.connection === connection && other.call.method === 'Authenticate',
      ),
      sent: call.method === 'Send' ? connection.bytes.send(call.bytes) : undefined,
    };
    this.#unanswered.add(judged);
    if (call.method === 'StartTimer' && judged.wasSound) connection.silence.started(call.interval, now);
    if (call.method === 'Close') connection.seal(now, true);
    if (call.method === 'Send') this.#countWaiting(connection);
    const filters = this.#filters.get(connection);
    if (call.method === 'Subscribe') filters?.set(call.topic, filters.get(call.topic) ?? false);
    if (call.method === 'Unsubscribe') filters?.delete(call.topic);
    return judged;
  }

  answered(judged: JudgedCall, code: string, now: number): void {
    const { connection, call, sent } = judged;
    this.#unanswered.delete(judged);
    this.watchSends(now);
    if (sent !== undefined) connection.bytes.sendAnswered(sent, code);
    judgeCode(judged, code, this.#broken);
    const filters = this.#filters.get(connection);
    if (call.method === 'Subscribe' && filters?.get(call.topic) === false) {
      if (code === 'SUCCESS') filters.set(call.topic, true);
      else filters.delete(call.topic);
    }
    if (code !== 'SUCCESS') return;
    if (call.method !== 'Authenticate') return;
    connection.clientid = call.clientid;
    // One that has ended already takes nothing over.
    if (judged.connection.sealedAt >= now) this.#takers.push(connection);
    connection.silence.authenticated();
    if (connection.isSound) this.#tookOver(connection, call.clientid);
  }

  /** The broker hands a message on. */
  delivers(topic: string, text: string): void {
    for (const [connection, filters] of this.#filters) {
      const matching = [...filters].filter(([filter]) => filterSelects(filter, topic));
      if (matching.length === 0) continue;
      const certain = matching.some(([, beyondDoubt]) => beyondDoubt);
      connection.messages.handed(topic, text, certain && connection.isSound);
    }
  }

  timePassed(now: number): void {
    this.watchSends(now);
    for (const connection of this.connections.values()) connection.watch(now);
  }

  /** A device that does not read may have cost its connection. */
  watchSends(now: number): void {
    for (const { connection, call, at } of this.#unanswered) {
      if (call.method === 'Send' && now >= at + limits.sendTimeout) connection.mayEnd = true;
    }
  }

  finish(leftovers: readonly string[]): void {
    for (const connection of this.connections.values()) {
      connection.finish();
      if (connection.discarded) this.#demandTaker(connection);
    }
    for (const { connection, call } of this.#unanswered) {
      this.#broken('EXP-FLOW-004', 'an answer to each call', `${call.method} of ${connection.conn} has none`);
    }
    for (const leftover of leftovers) {
      const rule = leftover.includes('subscription') ? 'EXP-PUB-006' : 'EXP-CONN-003';
      this.#broken(rule, 'nothing left when all connections have ended', `there is ${leftover}`);
    }
  }

  #tookOver(younger: JudgedConnection, clientid: string): void {
    for (const older of this.connections.values()) {
      if (older === younger || older.clientid !== clientid || !older.isSound) continue;
      this.#broken(
        'EXP-TAKE-001',
        'a clientid on one connection at a time',
        `${older.conn} is still open after ${younger.conn} took ${clientid} over`,
      );
    }
  }

  /** What was closed as the older connection must have one that is younger. */
  #demandTaker(older: JudgedConnection): void {
    const place = this.#takers.indexOf(older);
    const younger = this.#takers.slice(place + 1).some(({ clientid }) => clientid === older.clientid);
    if (younger) return;
    this.#broken('EXP-TAKE-002', 'the connection that took over served', `${older.conn} was discarded`);
  }

  #countWaiting(connection: JudgedConnection): void {
    let size = 0;
    for (const other of this.#unanswered) {
      if (other.connection === connection && other.call.method === 'Send') size += other.call.bytes.length;
    }
    if (size > limits.sendBuffer * 16) connection.mayEnd = true;
  }
}
