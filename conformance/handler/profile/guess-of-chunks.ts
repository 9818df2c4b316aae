import type { DeviceProfile } from '../../../simulator/profile/index.ts';
import type { Difference } from './compare-effects.ts';
import { expectedReply } from './expectation.ts';
import { endsOf, type ProfileConversation } from './profile-conversation.ts';

/** In which arrangement the frame came that the difference is about, as the end of a sentence. */
export function guessOfChunks(
  profile: DeviceProfile,
  { talks: [talk], steps }: ProfileConversation,
  { item, kind }: Difference,
): string {
  if (talk === undefined || kind === 'extra') return '';
  const said = [...(talk.login === undefined ? [] : [talk.login]), ...talk.sayings];
  const index = said.findIndex((saying) => {
    if (expectedReply(profile, talk, saying)?.words === item) return true;
    const topic = saying.exchange?.publish?.topic({
      identity: talk.identity,
      counter: 0,
      request: saying.fields,
    });
    return topic !== undefined && item.startsWith(`${topic} `);
  });
  const saying = said[index];
  if (saying === undefined) return '';
  const ends = endsOf(said.map(({ bytes }) => bytes));
  const [begin, end] = [ends[index - 1] ?? 0, ends[index] ?? 0];
  const events = piecesOf(steps).filter((piece) => piece.begin < end && piece.end > begin);
  if (events.length > 1) return `: ${saying.type} (frame ${index + 1}) comes in ${events.length} events`;
  const together = said.flatMap((_, other) => {
    const [otherBegin, otherEnd] = [ends[other - 1] ?? 0, ends[other] ?? 0];
    return events.some((piece) => piece.begin < otherEnd && piece.end > otherBegin) ? [other + 1] : [];
  });
  if (together.length < 2) return '';
  return `: frames ${together.slice(0, -1).join(', ')} and ${together.at(-1)} arrive in one event`;
}

function piecesOf(steps: ProfileConversation['steps']) {
  let at = 0;
  return steps.flatMap((step) => {
    if (step.type !== 'bytes') return [];
    const piece = { begin: at, end: at + step.bytes.length };
    at = piece.end;
    return [piece];
  });
}
