import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Target, Transport } from '../clients/device-socket.ts';
import { invalidOption } from '../invalid-option.ts';
import { type BuiltInProfile, builtInProfiles, isBuiltIn } from '../script/load-script.ts';
import { SimulatorError } from '../simulator-error.ts';
import { sampleCertificate, sampleKey } from './sample-certificate.ts';

/** Our gateway and a handler for a built-in profile, each in a process of its own. */
export interface OwnTarget {
  /** A listener for each transport that was asked for, in that order. */
  readonly targets: readonly [Target, ...Target[]];
  /** The address of the gateway's adapter. */
  readonly adapter: string;
  /** Of the gateway. */
  readonly pid?: number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts what a simulation without a target is run against. Both end with this process.
 *
 * @param limits Of each listener, as lines of its configuration.
 * @throws {SimulatorError} `TARGET_UNREACHABLE` where one of them ends before it is ready, `OPTION_INVALID` for a profile without a handler of ours
 */
export async function startOwnTarget(
  transports: readonly [Transport, ...Transport[]],
  profile = 'echo',
  limits: readonly string[] = ['max_connections: 1000000'],
): Promise<OwnTarget> {
  if (!isBuiltIn(profile)) {
    const remedy = `no handler for it is known here: name its gateway with --target, or give ${builtInProfiles.join(' or ')}`;
    throw invalidOption('--profile', profile, remedy);
  }
  const folder = mkdtempSync(join(tmpdir(), 'exproto-simulate-'));
  const children: ChildProcess[] = [];
  const kill = () => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  // Also where this process ends in a hurry.
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    await Promise.all(children.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const exproto = createRequire(import.meta.url).resolve('#exproto');
    const adapter = await freePort();
    const handler = start([join(exproto, '../../', handlers[profile]), ...addresses(adapter)]);
    children.push(handler);
    const [, handlerPort = ''] = await untilLine(handler, /^listening (\d+)$/);
    const file = join(folder, 'gateway.yaml');
    writeFileSync(file, configuration(transports, { handlerPort, adapter }, folder, limits));
    const gateway = start([exproto, 'gateway', '--config', file]);
    children.push(gateway);
    const ports = new Map<string, number>();
    while (ports.size < transports.length) {
      const [, transport = '', port] = await untilLine(gateway, /^listening\s+(\w+)\S+ 127\.0\.0\.1:(\d+)/);
      ports.set(transport, Number(port));
    }
    const at = (transport: Transport) => ({ transport, host: '127.0.0.1', port: ports.get(transport) ?? 0 });
    const [first, ...more] = transports;
    return {
      targets: [at(first), ...more.map(at)],
      adapter: `127.0.0.1:${adapter}`,
      pid: gateway.pid,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The programs that speak the built-in profiles. */
const handlers: Record<BuiltInProfile, string> = {
  echo: 'simulator/target/echo-handler.js',
  tracker: 'fixtures/handlers/tracker/typescript/run.js',
};

function addresses(adapter: number): readonly string[] {
  return ['--listen', '127.0.0.1:0', '--adapter', `127.0.0.1:${adapter}`];
}

/** A handler has to know the adapter before the gateway is there. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function start(command: readonly string[]): ChildProcess {
  // In a group of their own: Ctrl-C at the terminal is for the simulation.
  return spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Lines are kept by the stream until they are asked for, so that none is missed. */
const readers = new WeakMap<ChildProcess, AsyncIterator<string>>();

async function untilLine(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  const stdout = child.stdout;
  if (stdout === null) throw new Error('the output of a process is not read');
  const reader = readers.get(child) ?? createInterface({ input: stdout })[Symbol.asyncIterator]();
  readers.set(child, reader);
  for (let line = await reader.next(); line.done !== true; line = await reader.next()) {
    const match = pattern.exec(line.value);
    if (match !== null) return match;
  }
  throw new SimulatorError(
    'TARGET_UNREACHABLE',
    'our own gateway or handler ended before it was ready: look at what it said, or name a gateway with --target',
  );
}

function configuration(
  transports: readonly Transport[],
  { handlerPort, adapter }: { readonly handlerPort: string; readonly adapter: number },
  folder: string,
  limits: readonly string[],
): string {
  const [certificate, key] = [join(folder, 'sample.pem'), join(folder, 'sample.key')];
  writeFileSync(certificate, sampleCertificate);
  writeFileSync(key, sampleKey, { mode: 0o600 });
  const secured = `{ certfile: ${JSON.stringify(certificate)}, keyfile: ${JSON.stringify(key)} }`;
  const listeners = transports.map((transport) => {
    const listener = ['bind: 127.0.0.1:0', 'idle_timeout: 0', ...limits];
    if (transport === 'tls' || transport === 'dtls') listener.push(`${transport}: ${secured}`);
    return `${transport}: { simulated: { ${listener.join(', ')} } }`;
  });
  return `adapter: { bind: 127.0.0.1:${adapter} }
handler: { url: "http://127.0.0.1:${handlerPort}" }
listeners: { ${listeners.join(', ')} }
log: { level: error }
`;
}
