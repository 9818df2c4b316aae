import type { Conversation } from '../conversation/step.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';
import type { HandlerFailure } from './handler-failure.ts';
import { type Act, type Stage, toHandlerFailure, traceOf } from './stage.ts';

/** How long a shorter conversation is looked for, in milliseconds. */
const shortenTime = 3_000;

/** Keeps what a written conversation broke, with as few of its steps as show it; tells where it did not come again. */
export async function keepFailures(
  stage: Stage,
  act: Act,
  name: string,
  replay: HandlerFailure['replay'],
): Promise<void> {
  for (const violation of act.judgement.violations) {
    const { rule } = violation;
    if (!stage.isWanted(rule) || stage.findings.isSettled(rule)) continue;
    const failure = toHandlerFailure(violation, act, name, replay);
    stage.findings.fail(failure);
    const again = await stage.play(act.conversation);
    if (!breaks(again, rule)) {
      stage.findings.hold(failure, { run: 1, trace: traceOf(again) });
      continue;
    }
    const shortest = await shorten(stage, act, rule);
    const [broken = violation] = shortest.judgement.violations.filter((each) => each.rule === rule);
    stage.findings.fail(toHandlerFailure(broken, shortest, name, replay));
  }
}

/** Leaves steps away, the last ones first, as long as the rule is broken without them. */
async function shorten(stage: Stage, act: Act, rule: HandlerRuleId): Promise<Act> {
  const until = performance.now() + shortenTime;
  let shortest = act;
  for (let index = act.conversation.steps.length - 1; index >= 0; index -= 1) {
    const { conversation } = shortest;
    if (performance.now() > until || conversation.steps.length === 1) break;
    const steps = conversation.steps.filter((_, each) => each !== index);
    const tried: Conversation = { ...conversation, steps };
    const shorter = await stage.play(tried);
    if (breaks(shorter, rule)) shortest = shorter;
  }
  return shortest;
}

function breaks({ judgement }: Act, rule: HandlerRuleId): boolean {
  return judgement.violations.some((violation) => violation.rule === rule);
}
