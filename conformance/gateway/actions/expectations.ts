import type { RuleId } from '../../rules/catalogue.ts';
import { isStream } from '../../rules/transport.ts';
import type { CallOutcome } from '../world/adapter-client.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import { outstanding } from '../world/publication.ts';
import type { World } from '../world/world.ts';

/** The answer must be one of the codes. */
export function expectCode(
  world: World,
  rule: RuleId,
  outcome: CallOutcome,
  ...codes: readonly string[]
): void {
  const actual = 'error' in outcome ? `gRPC error ${outcome.error}` : `${outcome.code} (${outcome.message})`;
  const holds = 'code' in outcome && codes.includes(outcome.code);
  world.check(rule, holds, codes.join(' or '), `the answer was ${actual}`);
  world.stopIfBroken();
}

/**
 * The answer to a call about a connection must be one of the codes. No answer at
 * all while a callback of the connection is held is the deadlock that the rule
 * on calls from inside callbacks is about; a conn that is unknown before OnSocketCreated is answered
 * breaks the rule about that.
 */
export function expectAnswer(
  { world, name }: LiveConnection,
  rule: RuleId,
  outcome: CallOutcome,
  ...codes: readonly string[]
): void {
  const inside = world.model.get(name).held;
  const early = inside && world.live(name).held?.callback.method === 'OnSocketCreated';
  const unknown = 'code' in outcome && outcome.code === 'CONN_PROCESS_NOT_ALIVE';
  const broken = early && unknown ? 'EXP-CONN-010' : rule;
  expectCode(world, inside && 'error' in outcome ? 'EXP-FLOW-004' : broken, outcome, ...codes);
  if (!inside) return;
  world.exercise('EXP-FLOW-004');
  if (early) world.exercise('EXP-CONN-010');
}

/** The handler must have every byte that the device has sent. */
export async function expectUplink(live: LiveConnection, rule: RuleId): Promise<void> {
  await live.world.untilComplete(rule, live.uplink, `all bytes of ${live.name} at the handler`);
}

/** The device must have every byte that the handler has sent. */
export async function expectDownlink(live: LiveConnection, rule: RuleId): Promise<void> {
  await live.world.untilComplete(rule, live.downlink, `all bytes sent to ${live.name} at the device`);
}

/** Streams may overtake each other, as far as MUST goes. */
export function lastBytesRule({ suite }: World): RuleId {
  return suite.target.handler.mode === 'stream' ? 'EXP-STREAM-002' : 'EXP-BYTE-006';
}

/** The handler must be told of the connection. */
export async function expectCreated(live: LiveConnection, rule: RuleId): Promise<void> {
  await live.world.until(
    rule,
    () => live.count('OnSocketCreated') > 0,
    `OnSocketCreated(${live.name})`,
    () => 'it did not come',
  );
}

/** The handler must be told that the connection has ended. */
export async function expectClosed(live: LiveConnection, rule: RuleId): Promise<void> {
  const expected = `OnSocketClosed(${live.name})`;
  await live.world.until(
    rule,
    () => live.isClosed,
    expected,
    () => 'it did not come',
  );
}

/** The device must see its socket closed. What comes in datagrams may end without a word: EXP-TLS-007 is about that. */
export async function expectDeviceClosed(live: LiveConnection, rule: RuleId): Promise<void> {
  if (!isStream(live.world.suite.transport)) return;
  const expected = `the socket of ${live.name} closed`;
  await live.world.until(
    rule,
    () => live.deviceClosed,
    expected,
    () => 'it is open',
  );
}

/** Every message that was published must have come to all who can take it now. */
export async function expectMessages(world: World): Promise<void> {
  for (const publication of world.publications.values()) {
    const missing = () => outstanding(publication, world.model);
    const actual = () => `it did not come to ${missing().join(', ')}`;
    const expected = `the message ${publication.topic} delivered`;
    await world.until(publication.missing, () => missing().length === 0, expected, actual);
  }
}

/** The connection must go on: bytes go through it both ways. */
export async function expectAlive(live: LiveConnection, rule: RuleId): Promise<void> {
  const sign = Buffer.from([0x21]);
  live.downlink.expect(sign);
  expectCode(live.world, rule, await live.call('Send', { bytes: sign }), 'SUCCESS');
  await expectDownlink(live, rule);
  live.uplink.expect(sign);
  void live.write(sign);
  await expectUplink(live, rule);
}
