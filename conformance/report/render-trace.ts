import type { Trace, TraceEntry } from '../judge/trace.ts';

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
      // What the handler asks comes in at the adapter.
      const to = entry.from === 'handler' ? 'adapter' : entry.to;
      return `     ${`${entry.from} → ${to}`.padEnd(17)}  ${entry.text}`;
    }
  }
}
