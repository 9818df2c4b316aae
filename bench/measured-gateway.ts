import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuredProcess } from './measured-process.ts';

/** Our gateway in a process of its own, and where it listens. */
export interface MeasuredGateway {
  readonly process: MeasuredProcess;
  readonly adapterPort: number;
  readonly devicePort: number;
}

export async function startMeasuredGateway(handlerPort: number): Promise<MeasuredGateway> {
  const file = join(mkdtempSync(join(tmpdir(), 'exproto-bench-')), 'gateway.yaml');
  writeFileSync(
    file,
    `adapter: { bind: 127.0.0.1:0 }
handler: { url: "http://127.0.0.1:${handlerPort}" }
listeners: { tcp: { bench: { bind: 127.0.0.1:0, idle_timeout: 0 } } }
log: { level: error }
`,
  );
  const exproto = createRequire(import.meta.url).resolve('#exproto');
  const command = [process.execPath, exproto, 'gateway', '--config', file];
  const started = await MeasuredProcess.start(command, /^ready$/m);
  const port = (pattern: RegExp) => Number(pattern.exec(started.output)?.[1]);
  return {
    process: started,
    adapterPort: port(/^adapter\s+\S+:(\d+)$/m),
    devicePort: port(/^listening\s+tcp\.bench\s+\S+:(\d+)/m),
  };
}
