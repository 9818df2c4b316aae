import type { RuleId } from '../../rules/catalogue.ts';
import { preview } from '../payload.ts';
import type { StreamFault } from './byte-stream.ts';
import type { LiveConnection } from './live-connection.ts';

const uplinkRules = {
  missing: 'EXP-BYTE-001',
  doubled: 'EXP-BYTE-003',
  surplus: 'EXP-BYTE-003',
  changed: 'EXP-BYTE-002',
} as const satisfies Record<StreamFault, RuleId>;

/** Judges bytes that the handler received. */
export function judgeUplink(live: LiveConnection, bytes: Buffer): void {
  const { world, uplink, name } = live;
  const due = uplink.pending(bytes.length);
  const foreign = ownerOf(live, bytes);
  const fault = uplink.arrive(bytes);
  if (fault === undefined) {
    for (const rule of ['EXP-BYTE-002', 'EXP-BYTE-003', 'EXP-BYTE-004'] as const) world.exercise(rule);
    return;
  }
  const expected = `${preview(due)} from ${name} at offset ${uplink.arrivedSize}`;
  if (foreign !== undefined) {
    world.violate('EXP-BYTE-004', expected, `the bytes of ${foreign} came: ${preview(bytes)}`);
  } else {
    const rule = world.uploading.has(name) ? 'EXP-BYTE-005' : uplinkRules[fault];
    world.violate(rule, expected, `${words[fault]} came: ${preview(bytes)}`);
  }
}

/** Judges bytes that the device received. */
export function judgeDownlink(live: LiveConnection, bytes: Buffer): void {
  const { world, downlink, name } = live;
  const due = downlink.pending(bytes.length);
  const fault = downlink.arrive(bytes);
  if (fault === undefined) return;
  const rule = world.pipelining.has(name) ? 'EXP-BYTE-008' : 'EXP-BYTE-007';
  const expected = `${preview(due)} at ${name} at offset ${downlink.arrivedSize}`;
  world.violate(rule, expected, `${words[fault]} came: ${preview(bytes)}`);
}

const words = {
  missing: 'later bytes',
  doubled: 'bytes that had come before',
  surplus: 'bytes that nobody sent',
  changed: 'other bytes',
} as const satisfies Record<StreamFault, string>;

/** The other connection of the scenario that these bytes are due on, long enough to be no accident. */
function ownerOf(live: LiveConnection, bytes: Buffer): string | undefined {
  if (bytes.length < 4) return undefined;
  for (const other of live.world.connections.values()) {
    if (other !== live && other.uplink.pending(bytes.length).equals(bytes)) return other.name;
  }
  return undefined;
}
