import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddress } from './address.ts';
import { type StartedProcess, startProcess } from './start-process.ts';
import type { Address, Target } from './target.ts';

/** What the suite's own gateway is configured for, so that every rule applies. */
const access = {
  credentials: { username: 'device', password: 'open sesame' },
  refused: { username: 'device', password: 'wrong' },
  forbidden: 'forbidden/topic',
};

/** The command that runs our gateway. */
const exproto = createRequire(import.meta.url).resolve('#exproto');

/** How our own gateway is run. */
export interface OwnGatewayOptions {
  /** The command; `--config FILE` is added. */
  readonly command?: readonly [string, ...string[]];
  /** Milliseconds that anything without a deadline may take; 5,000 where it is missing. */
  readonly patience?: number;
}

/** Starts our own gateway as a process of its own, with free ports and the given handler. */
export async function startOwnGateway(
  handler: Address,
  service: Target['handler']['service'],
  { command = [process.execPath, exproto, 'gateway'], patience = 5_000 }: OwnGatewayOptions,
): Promise<{ readonly target: Target; readonly process: StartedProcess }> {
  const folder = mkdtempSync(join(tmpdir(), 'exproto-certify-'));
  try {
    const file = join(folder, 'gateway.yaml');
    writeFileSync(file, configuration(handler, service));
    const process = await startProcess([...command, '--config', file], 15_000);
    const ready = await untilReady(process);
    return { target: ownTarget(ready, handler, service, patience), process };
  } finally {
    // A gateway reads its file once, before it is ready.
    rmSync(folder, { recursive: true });
  }
}

function ownTarget(
  ready: string,
  handler: Address,
  service: Target['handler']['service'],
  patience: number,
): Target {
  return {
    name: 'exproto gateway',
    listeners: { tcp: addressIn(ready, /^listening\s+tcp\.certify\s+(\S+):(\d+)/m) },
    adapter: addressIn(ready, /^adapter\s+(\S+):(\d+)/m),
    handler: { listen: handler, service },
    credentials: access.credentials,
    refusals: { authentication: access.refused, publish: access.forbidden, subscribe: access.forbidden },
    mountpoint: { from: 'client' },
    limits: { idleTimeout: 60_000, patience },
  };
}

/** A process that does not get ready must not outlive the attempt. */
async function untilReady(process: StartedProcess): Promise<string> {
  try {
    return await process.untilOutput(/^ready$/m);
  } catch (error) {
    await process.stop();
    throw error;
  }
}

function configuration(handler: Address, service: Target['handler']['service']): string {
  const { username, password } = access.credentials;
  return `adapter: { bind: 127.0.0.1:0 }
handler: { url: "http://${formatAddress(handler)}", service: ${service} }
listeners: { tcp: { certify: { bind: 127.0.0.1:0, idle_timeout: 60s } } }
mountpoint_from: client
authentication: { users: [{ username: ${username}, password: ${password} }] }
authorization: { rules: [{ permit: deny, action: all, topic: ${access.forbidden} }] }
log: { level: error }
`;
}

function addressIn(output: string, pattern: RegExp): Address {
  const match = pattern.exec(output);
  return { host: match?.[1] ?? '', port: Number(match?.[2]) };
}
