import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { eventsOf, eventsOfStep, receivedFrames } from '../effects.ts';
import { type ExpectedFrame, expectedFrame, judgeFrames } from '../expectation.ts';
import { loginSteps, type ProfileConversation } from '../profile-conversation.ts';
import { talks } from '../saying.ts';

/** A conversation with messages for a device, and the frames that they become. */
interface CommandConversation extends ProfileConversation {
  readonly commanded: readonly {
    readonly step: number;
    readonly topic: string;
    readonly frames: readonly ExpectedFrame[];
  }[];
}

/** Somebody publishes to the topics of a device's commands, one message or several at once. */
export function commands(profile: DeviceProfile): Property<CommandConversation> {
  return {
    name: 'commands',
    runs: { quick: 40, full: 400 },
    conversations({ transports }) {
      if (profile.commands.length === 0) return undefined;
      const batch = fc.oneof(
        ...profile.commands.map((command) =>
          fc.record({
            command: fc.constant(command),
            values: fc.oneof(
              fc.array(command.values, { minLength: 1, maxLength: 4 }),
              command.values.map((value) => [value, value]),
            ),
            together: fc.boolean(),
          }),
        ),
      );
      return fc
        .record({
          transport: fc.constantFrom(...transports),
          talk: talks(profile, { minLength: 0, maxLength: 0 }),
          batches: fc.array(batch, { minLength: 1, maxLength: 2 }),
        })
        .map(({ transport, talk, batches }) => {
          const login = loginSteps(0, talk);
          const { identity } = talk;
          const told = batches.map(({ command, values, together }) => {
            const contexts = values.map((request) => ({ identity, counter: 0, request }));
            const topic = command.topic({ identity, counter: 0 });
            const payloads = contexts.map((context) => Buffer.from(command.payload(context)));
            const step: Step = { type: 'messages', device: 0, topic, payloads, together };
            return {
              step,
              topic,
              frames: values.map((request) => expectedFrame(profile, command.receive, identity, request)),
            };
          });
          return {
            transport,
            streams: false,
            steps: [...login, ...told.map(({ step }) => step)],
            talks: [talk],
            commanded: told.map(({ topic, frames }, index) => ({
              step: login.length + index,
              topic,
              frames,
            })),
          };
        });
    },
    judge({ transport, commanded }, events, _reference, judgement) {
      for (const { step, topic, frames } of commanded) {
        const happened = eventsOf(eventsOfStep(events, step), 0);
        const batches = happened.flatMap((event) =>
          event.kind === 'callback' && event.method === 'OnReceivedMessages'
            ? [event.messages?.length ?? 0]
            : [],
        );
        const wrong =
          batches.length === 0
            ? `it is subscribed to nothing that takes ${topic}`
            : judgeFrames(frames, receivedFrames(profile, transport, happened));
        const several = batches.some((count) => count > 1);
        const wanted = frames.map(({ words }) => words).join('; ');
        const expected = `${frames.length === 1 ? 'the frame' : 'the frames'} ${wanted}${several ? `, of ${frames.length} messages in one callback` : ''}`;
        judgement.check(
          several ? 'EXH-COMMAND-002' : 'EXH-COMMAND-001',
          wrong === undefined,
          expected,
          wrong ?? '',
        );
      }
    },
  };
}
