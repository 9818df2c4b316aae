import { type HandlerReplay, type Replay, renderTrace } from '../conformance/index.ts';

/** What came of a failure that was run again, with what happened where it failed. */
export function renderReplay(title: string, { outcome, failure, reason }: Replay | HandlerReplay): string {
  const lines = [
    `${outcome.toUpperCase()}  ${title}`,
    ...(reason === undefined ? [] : [`  ${reason}`]),
    ...(failure === undefined ? [] : [`  expected  ${failure.expected}`, `  but       ${failure.actual}`]),
    ...renderTrace(failure?.trace ?? []).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
