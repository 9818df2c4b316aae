import fc from 'fast-check';
import {
  type DeviceProfile,
  type Outcome,
  type RefusableMethod,
  refusableMethods,
} from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { eventsOf, eventsOfStep } from '../effects.ts';
import { isClosed } from '../expectation.ts';
import { judgeOutcome } from '../judge-outcome.ts';
import { loginSteps, type ProfileConversation, sayStep } from '../profile-conversation.ts';
import { exchangesOf, type Saying, talks } from '../saying.ts';

interface RefusedConversation extends ProfileConversation {
  readonly method: RefusableMethod;
  readonly outcome: Outcome;
  /** What the call is made for that is refused. */
  readonly cause: Saying;
  /** The step in which it is said. */
  readonly at: number;
}

const codes = ['PERMISSION_DENY', 'UNKNOWN', 'REQUIRED_PARAMS_MISSED', 'PARAMS_TYPE_ERROR'] as const;

/** A call of the adapter is refused that a device needs. */
export function refused(profile: DeviceProfile): Property<RefusedConversation> {
  const told = refusableMethods.flatMap((method) => {
    const outcome = profile.refusals[method];
    return outcome === undefined ? [] : [{ method, outcome }];
  });
  const publishing = exchangesOf(profile).filter(({ publish }) => publish !== undefined);
  return {
    name: 'refused',
    runs: { quick: 40, full: 300 },
    conversations({ transports }) {
      const possible = told.filter(({ method }) => method !== 'Publish' || publishing.length > 0);
      if (possible.length === 0) return undefined;
      return fc
        .record({
          transport: fc.constantFrom(...transports),
          which: fc.constantFrom(...possible),
          code: fc.constantFrom(...codes),
          talk: talks(profile, { minLength: publishing.length === 0 ? 0 : 1, maxLength: 1 }, publishing),
        })
        .map(({ transport, which: { method, outcome }, code, talk }) => {
          const refuse: Step = { type: 'refuse', refusal: code, method };
          const login = loginSteps(0, talk);
          const more = talk.sayings.map((saying) => sayStep(0, saying));
          const steps =
            method === 'Publish'
              ? [...login, refuse, ...more]
              : [refuse, ...login, ...(outcome === 'closes' ? [] : more)];
          const cause = method === 'Publish' ? talk.sayings[0] : talk.login;
          return {
            transport,
            streams: false,
            steps,
            talks: [talk],
            method,
            outcome,
            at: method === 'Publish' ? login.length + 1 : 1,
            cause,
          };
        })
        .filter(
          (conversation): conversation is typeof conversation & { cause: Saying } =>
            conversation.cause !== undefined,
        );
    },
    judge({ transport, talks: [talk], method, outcome, cause, at }, events, _reference, judgement) {
      const all = eventsOf(events, 0);
      const replied = all.find((event) => event.kind === 'replied' && event.refused);
      if (talk === undefined || replied?.kind !== 'replied') return;
      const happened = eventsOf(eventsOfStep(events, at), 0);
      const wrong = judgeOutcome(profile, outcome, { talk, saying: cause, transport, happened });
      const where = `${method} for ${cause.type} was answered with ${replied.code}`;
      judgement.check(
        'EXH-REFUSAL-004',
        wrong === undefined,
        `${wrong?.expected}, as ${where}`,
        wrong?.actual ?? '',
      );
      if (method !== 'Authenticate' || isClosed(happened)) return;
      const published = all.some((event) => event.kind === 'call' && event.request.method === 'Publish');
      judgement.check(
        'EXH-REFUSAL-004',
        !published,
        `nothing to be published, as ${where}`,
        'there was a Publish',
      );
    },
  };
}
