import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { eventsOf } from '../effects.ts';
import { loginSteps, type ProfileConversation, sayStep } from '../profile-conversation.ts';
import { exchangesOf, talks } from '../saying.ts';

interface SilentConversation extends ProfileConversation {
  readonly silent: boolean;
}

/** A device falls silent after its login, or goes on with its heartbeats. */
export function silence(profile: DeviceProfile): Property<SilentConversation> {
  const { heartbeat, silence: longest } = profile;
  const beats = exchangesOf(profile).filter(({ send }) => send === heartbeat?.send);
  return {
    name: 'silence',
    runs: { quick: 8, full: 40 },
    conversations({ transports }) {
      if (longest === undefined) return undefined;
      const often = heartbeat === undefined ? 0 : Math.ceil((longest * 1.5) / heartbeat.every);
      const time = (seconds: number): Step => ({ type: 'time', seconds: Math.ceil(seconds) });
      const transport = fc.constantFrom(...transports);
      const silent = fc
        .record({ transport, talk: talks(profile, { minLength: 0, maxLength: 0 }) })
        // The gateway looks now and then.
        .map(({ transport: each, talk }) => ({
          transport: each,
          streams: false,
          talks: [talk],
          silent: true,
          steps: [...loginSteps(0, talk), time(longest * 1.1 + 5)],
        }));
      if (beats.length === 0 || heartbeat === undefined || often > 60) return silent;
      const alive = fc
        .record({ transport, talk: talks(profile, { minLength: 1, maxLength: often }, beats) })
        .map(({ transport: each, talk }) => ({
          transport: each,
          streams: false,
          talks: [talk],
          silent: false,
          steps: [
            ...loginSteps(0, talk),
            ...talk.sayings.flatMap((saying) => [time(heartbeat.every), sayStep(0, saying)]),
          ],
        }));
      return fc.oneof({ weight: 2, arbitrary: silent }, { weight: 1, arbitrary: alive });
    },
    judge({ silent, steps }, events, _reference, judgement) {
      const all = eventsOf(events, 0);
      const last = events.findIndex((event) => event.kind === 'step' && event.index === steps.length - 1);
      const connections = all.filter(({ kind }) => kind === 'connected').length;
      if (!silent) {
        const actual = 'it was closed';
        judgement.check(
          'EXH-SILENCE-001',
          connections === 1,
          `a device with heartbeats each ${heartbeat?.every} s to stay`,
          actual,
        );
        return;
      }
      // Its OnSocketClosed comes while time passes, and not when the conversation ends.
      const rest = events.slice(last + 1);
      const quiet = rest.findIndex(({ kind }) => kind === 'quiet');
      const closed = rest
        .slice(0, findEndOfTime(rest, quiet))
        .some((event) => event.kind === 'ended' && event.device === 0);
      const expected = `a device that is silent for ${longest} s to be closed: StartTimer starts the keepalive`;
      judgement.check('EXH-SILENCE-001', closed, expected, 'it stays connected');
    },
  };
}

/** The conversation's end begins after the second time at which all was quiet: before and after the time that passed. */
function findEndOfTime(events: readonly { readonly kind: string }[], firstQuiet: number): number {
  const second = events.findIndex(({ kind }, index) => index > firstQuiet && kind === 'quiet');
  return second < 0 ? events.length : second;
}
