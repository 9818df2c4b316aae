import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFile } from './certificate.ts';
import { MeasuredProcess } from './measured-process.ts';
import type { Transport } from './transport.ts';

/** Our gateway in a process of its own, and where it listens. */
export interface MeasuredGateway {
  readonly process: MeasuredProcess;
  readonly adapterPort: number;
  readonly ports: Readonly<Record<Transport, number>>;
}

/**
 * @param limits Keys of YAML for each listener, such as `max_connections: 5`, divided by commas.
 * @param nodeOptions Options of the engine that runs it.
 */
export async function startMeasuredGateway(
  handlerPort: number,
  limits = '',
  nodeOptions: readonly string[] = [],
): Promise<MeasuredGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'exproto-bench-'));
  try {
    const file = join(folder, 'gateway.yaml');
    writeFileSync(file, configuration(handlerPort, limits));
    const exproto = createRequire(import.meta.url).resolve('#exproto');
    const command = [process.execPath, ...nodeOptions, exproto, 'gateway', '--config', file];
    const started = await MeasuredProcess.start(command, /^ready$/m);
    const port = (pattern: RegExp) => Number(pattern.exec(started.output)?.[1]);
    const portOf = (transport: Transport) =>
      port(new RegExp(`^listening\\s+${transport}\\.bench\\s+\\S+:(\\d+)`, 'm'));
    return {
      process: started,
      adapterPort: port(/^adapter\s+\S+:(\d+)$/m),
      ports: { tcp: portOf('tcp'), tls: portOf('tls'), udp: portOf('udp'), dtls: portOf('dtls') },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function configuration(handlerPort: number, limits: string): string {
  const listener = `bind: 127.0.0.1:0, idle_timeout: 0${limits === '' ? '' : `, ${limits}`}`;
  const secrets = `certfile: ${certificateFile('server.pem')}, keyfile: ${certificateFile('server.key')}`;
  return `adapter: { bind: 127.0.0.1:0 }
handler: { url: "http://127.0.0.1:${handlerPort}" }
listeners:
  tcp: { bench: { ${listener} } }
  tls: { bench: { ${listener}, tls: { ${secrets} } } }
  udp: { bench: { ${listener} } }
  dtls: { bench: { ${listener}, dtls: { ${secrets} } } }
log: { level: error }
`;
}
