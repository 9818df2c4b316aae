import { randomBytes, randomInt } from 'node:crypto';
import type { AdapterMethod } from '../world/adapter-client.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { authenticateRequest } from './call-actions.ts';
import { expectAlive, expectAnswer, expectCode } from './expectations.ts';
import type { RefusedCall } from './refused-calls.ts';

/** The handler makes a call that must be refused, and that must leave the connection as it is. */
export function makeRefusedCall(name: string, refused: RefusedCall): Action {
  return {
    text: `the handler calls ${refused.kind} for ${name}`,
    check: (model) => model.isOpen(name) && refused.applies(model.get(name)),
    advance: () => undefined,
    async perform(world, model) {
      const live = world.live(name);
      const outcome = await live.call(refused.method, refused.request(world));
      expectAnswer(live, refused.rule, outcome, refused.code);
      if (model.isFree(name)) await expectAlive(live, 'EXP-CODE-023');
    },
  };
}

/** The handler publishes by RawPublish what nobody may publish. */
export function rawPublishRefused(kind: string, request: object): Action {
  return {
    text: `the handler calls RawPublish ${kind}`,
    check: () => true,
    advance: () => undefined,
    async perform(world) {
      const whole = { topic: `${world.token}/refused`, qos: 0, payload: Buffer.from('refused'), ...request };
      expectCode(world, 'EXP-CODE-013', await world.call('RawPublish', whole, kind), 'PARAMS_TYPE_ERROR');
    },
  };
}

/** The handler calls with the conn of a connection that has ended. */
export function callGone(name: string, method: ConnectionMethod): Action {
  return {
    text: `the handler calls ${method} for ${name}, which is gone`,
    check: (model) => model.connections.get(name)?.phase === 'gone',
    advance: () => undefined,
    async perform(world, model) {
      const rule = model.get(name).clientid === undefined ? 'EXP-CODE-002' : goneRule(world, name);
      const outcome = await world.live(name).call(method, validRequest(world, method));
      expectCode(world, rule, outcome, 'CONN_PROCESS_NOT_ALIVE');
    },
  };
}

/** How a `conn` can be wrong. */
export type WrongConn = 'unknown' | 'empty' | 'garbage' | 'huge';

/** The handler calls with a conn that never was. */
export function callUnknown(method: ConnectionMethod, wrong: WrongConn): Action {
  const malformed = wrong !== 'unknown';
  return {
    text: `the handler calls ${method} with a conn that is ${wrong}`,
    check: (model) => malformed || model.connections.size > 0,
    advance: () => undefined,
    async perform(world) {
      const conn = wrongConn(world, wrong);
      const outcome = await world.call(
        method,
        { ...validRequest(world, method), conn },
        `a conn that is ${wrong}`,
      );
      if (malformed)
        expectCode(world, 'EXP-CODE-003', outcome, 'CONN_PROCESS_NOT_ALIVE', 'PARAMS_TYPE_ERROR');
      else expectCode(world, 'EXP-CODE-001', outcome, 'CONN_PROCESS_NOT_ALIVE');
    },
  };
}

export type ConnectionMethod = Exclude<AdapterMethod, 'RawPublish'>;

export const connectionMethods: readonly ConnectionMethod[] = [
  'Send',
  'Close',
  'Authenticate',
  'StartTimer',
  'Publish',
  'Subscribe',
  'Unsubscribe',
];

function validRequest(world: World, method: ConnectionMethod): object {
  const topic = `${world.token}/gone`;
  switch (method) {
    case 'Send':
      return { bytes: Buffer.from('gone') };
    case 'Close':
      return {};
    case 'Authenticate':
      return authenticateRequest(world, 'gone');
    case 'StartTimer':
      return { type: 'KEEPALIVE', interval: 60 };
    case 'Publish':
      return { topic, qos: 0, payload: Buffer.from('gone') };
    case 'Subscribe':
      return { topic, qos: 0 };
    case 'Unsubscribe':
      return { topic };
  }
}

/** A conn that the gateway never made. */
function wrongConn(world: World, wrong: WrongConn): string {
  if (wrong === 'empty') return '';
  if (wrong === 'garbage') return '\u0000 ../../conn\uFFFF{}"';
  if (wrong === 'huge') return 'c'.repeat(1_000_000);
  const made = [...world.connections.values()].flatMap(({ conn = '' }) => conn);
  const similar = similarConn(made[0] ?? '');
  return made.includes(similar) ? randomBytes(16).toString('base64url') : similar;
}

/**
 * A conn in the form of another one, which is the gateway's own affair: what has
 * another form may be called malformed. So its punctuation stays, and its first
 * part, where a form such as that of a UUID has its marks; the rest is drawn from
 * the characters that it has.
 */
function similarConn(conn: string): string {
  const letters = conn.replaceAll(/[^a-z0-9]/gi, '');
  const tail = Math.ceil(conn.length * 0.6);
  const draw = () => letters[randomInt(letters.length)] as string;
  return conn.slice(0, tail) + conn.slice(tail).replaceAll(/[a-z0-9]/gi, draw);
}

function goneRule(world: World, name: string): 'EXP-CODE-002' | 'EXP-TAKE-003' {
  return world.takenOver.has(name) ? 'EXP-TAKE-003' : 'EXP-CODE-002';
}
