import type { DeviceProfile } from '../../../simulator/profile/index.ts';
import { type HandlerRuleId, handlerCatalogue } from '../rules/handler-catalogue.ts';
import { profileRules } from '../rules/profile-rules.ts';
import { exchangesOf } from './saying.ts';

/** What of a run decides which rules can be put to the test. */
interface Circumstances {
  readonly transports: readonly ('tcp' | 'udp')[];
  readonly streaming: boolean;
}

/** The rules that need a profile, or one that says more, or other circumstances: nothing can be said about them. */
export function rulesBeyond(
  profile: DeviceProfile | undefined,
  { transports, streaming }: Circumstances,
): ReadonlySet<HandlerRuleId> {
  const all = profileRules.map(({ id }) => id);
  if (profile === undefined) return new Set(all);
  const { login, commands, silence, garbage, refusals } = profile;
  const says: Record<(typeof all)[number], boolean> = {
    'EXH-LOGIN-001': login !== undefined,
    'EXH-LOGIN-002': login?.before !== undefined && exchangesOf(profile).length > 0,
    'EXH-REPLY-001': true,
    'EXH-REPLY-002': transports.includes('tcp'),
    'EXH-PUBLISH-001': true,
    'EXH-FRAME-001': transports.includes('tcp'),
    'EXH-FRAME-002': transports.includes('udp') && exchangesOf(profile).length > 0,
    'EXH-DEVICES-001': true,
    'EXH-REPEAT-001': transports.includes('tcp'),
    'EXH-COMMAND-001': commands.length > 0,
    'EXH-COMMAND-002': commands.length > 0,
    'EXH-REFUSAL-004': Object.keys(refusals).length > 0,
    'EXH-GARBAGE-001': garbage !== undefined,
    'EXH-SILENCE-001': silence !== undefined,
    'EXH-STREAM-002': streaming,
  };
  return new Set(
    handlerCatalogue.map(({ id }) => id).filter((id) => id in says && !says[id as keyof typeof says]),
  );
}
