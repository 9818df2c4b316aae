import { bytesOf, type Payload } from '../payload.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAnswer, expectClosed, expectDeviceClosed, expectDownlink } from './expectations.ts';

/** The handler sends bytes to a device, in one call after the other. */
export function send(name: string, payloads: readonly Payload[]): Action {
  const sizes = payloads.map(({ size }) => size).join(', ');
  return {
    text: `the handler sends ${sizes} B to ${name}`,
    check: (model) => model.isOpen(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      for (const payload of payloads) {
        const bytes = bytesOf(payload);
        live.downlink.expect(bytes);
        expectAnswer(live, 'EXP-CODE-022', await live.call('Send', { bytes }), 'SUCCESS');
      }
      await expectDownlink(
        live,
        payloads.some(({ size }) => size >= 1_000_000) ? 'EXP-BYTE-010' : 'EXP-BYTE-007',
      );
    },
    simpler: () => (payloads.length > 1 ? [send(name, payloads.slice(0, 1))] : []),
  };
}

/** The handler sends many times without waiting for answers. */
export function sendPipelined(name: string, count: number, salt: number): Action {
  return {
    text: `the handler sends ${count} times to ${name} without waiting`,
    check: (model) => model.isOpen(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      world.sending.set(name, 'EXP-BYTE-008');
      const payloads = Array.from({ length: count }, (_, index) => bytesOf({ size: 24, salt: salt + index }));
      for (const bytes of payloads) live.downlink.expect(bytes);
      const outcomes = await world.callPipelined(
        'Send',
        payloads.map((bytes) => ({ conn: live.conn, bytes })),
        name,
      );
      for (const outcome of outcomes) expectAnswer(live, 'EXP-CODE-022', outcome, 'SUCCESS');
      await expectDownlink(live, 'EXP-BYTE-008');
      world.sending.delete(name);
    },
    simpler: () => (count > 2 ? [sendPipelined(name, Math.ceil(count / 2), salt)] : []),
  };
}

/** The handler closes a connection, having sent bytes right before if told so. */
export function close(name: string, last?: Payload): Action {
  return {
    text:
      last === undefined
        ? `the handler closes ${name}`
        : `the handler sends ${last.size} B to ${name} and closes it`,
    check: (model) => model.isOpen(name),
    advance: (model) => model.end(name),
    async perform(world, model) {
      const live = world.live(name);
      if (last !== undefined) {
        const bytes = bytesOf(last);
        live.downlink.expect(bytes);
        expectAnswer(live, 'EXP-CODE-022', await live.call('Send', { bytes }), 'SUCCESS');
      }
      expectAnswer(live, 'EXP-CODE-021', await live.call('Close', {}), 'SUCCESS');
      if (!model.isFree(name)) return;
      await expectDeviceClosed(live, 'EXP-CODE-021');
      await expectClosed(live, 'EXP-CODE-021');
      if (last !== undefined) await expectDownlink(live, 'EXP-BYTE-009');
    },
  };
}

/** The handler registers a connection as a client; an older connection of the same client has to go. */
export function authenticate(name: string, client: string, mountpoint = ''): Action {
  return {
    text: `the handler authenticates ${name} as ${client}${mountpoint === '' ? '' : ` with mountpoint ${mountpoint}`}`,
    check: (model) => model.isOpen(name) && model.get(name).clientid === undefined,
    advance(model) {
      const older = model.clientNamed(client);
      if (older !== undefined) model.end(older.name);
      model.get(name).clientid = client;
    },
    async perform(world, model) {
      const live = world.live(name);
      const older = model.clientNamed(client);
      const own = expand(world, mountpoint);
      const request = authenticateRequest(world, client, own);
      if (older !== undefined) world.live(older.name).mayHaveEnded = true;
      const rule = older === undefined ? 'EXP-CODE-005' : 'EXP-TAKE-002';
      expectAnswer(live, rule, await live.call('Authenticate', request), 'SUCCESS');
      const { mountpoint: configured } = world.suite.target;
      model.get(name).mountpoint = configured.from === 'configuration' ? configured.prefix : own;
      if (older === undefined) return;
      world.takenOver.add(older.name);
      if (older.held) return;
      await expectDeviceClosed(world.live(older.name), 'EXP-TAKE-001');
      await expectClosed(world.live(older.name), 'EXP-TAKE-001');
    },
  };
}

/**
 * Topics and filters of scenarios are written with `~` for the scenario's own
 * token, so that scenarios that run at once do not meet: `~/a` is `x17/a`.
 */
export function expand(world: World, topic: string): string {
  return topic.replaceAll('~', world.token);
}

/** What Authenticate needs, with credentials that the target accepts. */
export function authenticateRequest(world: World, client: string, mountpoint = ''): object {
  const { credentials } = world.suite.target;
  return {
    clientinfo: {
      proto_name: 'certify',
      proto_ver: '1',
      clientid: clientidOf(world, client),
      username: credentials?.username ?? '',
      mountpoint,
    },
    password: credentials?.password ?? '',
  };
}

/** The clientid of a client, distinct from those of all other scenarios. */
export function clientidOf(world: World, client: string): string {
  return `${world.token}-${client}`;
}
