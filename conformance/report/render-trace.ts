import type { Trace, TraceEntry } from '../judge/trace.ts';
import { bytesText } from './bytes-text.ts';

/** How many bytes stand in a line. */
const mostBytes = 12;

/** A line for each thing that happened, with its time. */
export function renderTrace(trace: Trace): readonly string[] {
  return trace.map((entry) => {
    if (entry.kind === 'omitted') return `     … ${entry.count} lines left out …`;
    const seconds = (entry.at / 1000).toFixed(3).padStart(8);
    return `${seconds} s  ${describe(entry)}`;
  });
}

function describe(entry: Exclude<TraceEntry, { kind: 'omitted' }>): string {
  switch (entry.kind) {
    case 'step':
      return entry.text;
    case 'note':
      return `     ${entry.text}`;
    case 'broken':
      return `     BROKEN ${entry.text}`;
    case 'message': {
      const bytes = entry.bytes === undefined ? '' : `  ${bytesText(entry.bytes, mostBytes)}`;
      return `     ${ends(entry).padEnd(17)}  ${entry.text}${bytes}`;
    }
  }
}

/** What the handler asks comes in at the adapter, which answers. */
function ends({ from, to, answer }: Extract<TraceEntry, { kind: 'message' }>): string {
  if (from === 'handler' && answer === undefined) return 'handler → adapter';
  return from === 'gateway' && to === 'handler' && answer === true ? 'adapter → handler' : `${from} → ${to}`;
}
