import type { RuleId } from '../../rules/catalogue.ts';
import { isStream } from '../../rules/transport.ts';
import { preview } from '../payload.ts';
import type { FlowFault } from './byte-flow.ts';
import type { LiveConnection } from './live-connection.ts';

const uplinkRules = {
  missing: 'EXP-BYTE-001',
  doubled: 'EXP-BYTE-003',
  surplus: 'EXP-BYTE-003',
  changed: 'EXP-BYTE-002',
  joined: 'EXP-DGRAM-001',
  split: 'EXP-DGRAM-001',
} as const satisfies Record<FlowFault, RuleId>;

/** Judges bytes that the handler received. */
export function judgeUplink(live: LiveConnection, bytes: Buffer): void {
  const { world, uplink, name } = live;
  const due = uplink.pending(bytes.length);
  const foreign = ownerOf(live, bytes);
  const fault = uplink.arrive(bytes);
  if (fault === undefined) {
    for (const rule of ['EXP-BYTE-002', 'EXP-BYTE-003', 'EXP-BYTE-004'] as const) world.exercise(rule);
    if (!isStream(world.suite.transport)) world.exercise('EXP-DGRAM-001');
    if (world.suite.transport === 'udp' && live.count('OnReceivedBytes') > 0) world.exercise('EXP-DGRAM-005');
    return;
  }
  const expected = `${preview(due)} from ${name} at offset ${uplink.arrivedSize}`;
  if (foreign !== undefined) {
    const merged = world.suite.transport === 'udp' && foreign.conn === undefined;
    const rule = merged ? 'EXP-DGRAM-006' : 'EXP-BYTE-004';
    world.violate(rule, expected, `the bytes of ${foreign.name} came: ${preview(bytes)}`);
  } else {
    const rule = world.uploading.get(name) ?? uplinkRules[fault];
    world.violate(rule, expected, `${words[fault]} came: ${preview(bytes)}`);
  }
}

/** Judges bytes that the device received. */
export function judgeDownlink(live: LiveConnection, bytes: Buffer): void {
  const { world, downlink, name } = live;
  const due = downlink.pending(bytes.length);
  const fault = downlink.arrive(bytes);
  const hasBorders = !isStream(world.suite.transport);
  if (fault === undefined) {
    if (hasBorders) world.exercise('EXP-DGRAM-002');
    return;
  }
  const rule = downlinkRule(fault, world.sending.get(name));
  const expected = `${preview(due)} at ${name} at offset ${downlink.arrivedSize}`;
  world.violate(rule, expected, `${words[fault]} came: ${preview(bytes)}`);
}

function downlinkRule(fault: FlowFault, special: RuleId | undefined): RuleId {
  const isBorder = fault === 'joined' || fault === 'split';
  if (isBorder && special !== 'EXP-DGRAM-004') return 'EXP-DGRAM-002';
  return special ?? 'EXP-BYTE-007';
}

const words = {
  missing: 'later bytes',
  doubled: 'bytes that had come before',
  surplus: 'bytes that nobody sent',
  changed: 'other bytes',
  joined: 'several datagrams in one',
  split: 'a part of a datagram',
} as const satisfies Record<FlowFault, string>;

/** The other connection of the scenario that these bytes are due on, long enough to be no accident. */
function ownerOf(live: LiveConnection, bytes: Buffer): LiveConnection | undefined {
  if (bytes.length < 4) return undefined;
  for (const other of live.world.connections.values()) {
    if (other !== live && other.uplink.pending(bytes.length).equals(bytes)) return other;
  }
  return undefined;
}
