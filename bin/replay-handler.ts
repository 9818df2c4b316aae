import {
  findHandlerRule,
  type HandlerBundle,
  type HandlerFailure,
  type HandlerReplay,
  replayHandlerFailure,
  toVerifyOptions,
  type VerifyOptions,
} from '../conformance/index.ts';
import { readProfile } from '../simulator/index.ts';
import { renderReplay } from './render-replay.ts';

/** Where the handler is now, where it is not as it was. */
export type MovedHandler = Partial<Pick<VerifyOptions, 'handler' | 'adapter'>>;

/** Plays the failures of a verification again, and says of each what came of it. */
export async function replayHandler(
  bundle: HandlerBundle,
  moved: MovedHandler,
): Promise<readonly HandlerReplay['outcome'][]> {
  const outcomes: HandlerReplay['outcome'][] = [];
  const { profile } = bundle.handler;
  const options = {
    ...toVerifyOptions(bundle),
    ...(profile === undefined ? {} : { profile: await readProfile(profile) }),
    ...moved,
  };
  for (const failure of bundle.failures) {
    const replay = await replayHandlerFailure(failure, options);
    outcomes.push(replay.outcome);
    process.stdout.write(renderReplay(titleOf(failure), replay));
  }
  return outcomes;
}

function titleOf({ rule }: HandlerFailure): string {
  return `${rule}: ${findHandlerRule(rule)?.text ?? ''}`;
}
