import type { Progress } from '../gateway/certify.ts';

const words = {
  starting: 'starting the gateway',
  scenarios: 'running scenarios',
  exploring: 'exploring generated scenarios',
} as const;

/** Shows how far a run is: one line that is rewritten on a terminal, a line now and then elsewhere. */
export function createProgress(output: NodeJS.WriteStream): {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
} {
  let lastTenth = '';
  const show = ({ phase, done, total, failed }: Progress) => {
    const broken = failed === 0 ? '' : `, ${failed} rules broken so far`;
    const line = phase === 'starting' ? words[phase] : `${words[phase]}  ${done}/${total}${broken}`;
    if (output.isTTY) return void output.write(`\r\u001b[K${line}`);
    const tenth = `${phase} ${Math.floor((done / total) * 4)}`;
    if (tenth !== lastTenth) output.write(`${line}\n`);
    lastTenth = tenth;
  };
  return { show, clear: () => void (output.isTTY && output.write('\r\u001b[K')) };
}
