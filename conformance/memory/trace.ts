type Lane = 'device' | 'gateway' | 'handler' | 'broker' | 'world';

/** What happened, in lanes; made only when someone is going to read it. */
export class Trace {
  readonly lines: string[] = [];

  note(now: number, from: Lane, to: Lane, text: string): void {
    const way = from === to ? from : `${from} → ${to}`;
    this.lines.push(`${(now / 1000).toFixed(3).padStart(8)} s  ${way.padEnd(18)}  ${text}`);
  }
}
