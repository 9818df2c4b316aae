import { fileURLToPath } from 'node:url';
import { MeasuredProcess } from './measured-process.ts';
import type { Transport } from './transport.ts';

/** An echo without a gateway, in a process of its own. */
export async function startDirect(
  transport: Transport,
  nodeOptions: readonly string[] = [],
): Promise<{ readonly process: MeasuredProcess; readonly port: number }> {
  const script = fileURLToPath(new URL('./direct-server.js', import.meta.url));
  const started = await MeasuredProcess.start(
    [process.execPath, ...nodeOptions, script, transport],
    /^listening \d+$/m,
  );
  return { process: started, port: Number(/\d+/.exec(started.output)?.[0]) };
}
