import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect, HandlerMode } from '../../rules/axis.ts';
import { formatAddress } from './address.ts';
import { foreignDevice, ownAuthority, ownDevice, ownServer } from './own-certificates.ts';
import { type StartedProcess, startProcess } from './start-process.ts';
import type { Address, EncryptedListener, Target } from './target.ts';

/** What the suite's own gateway is configured for, so that every rule applies. Times are milliseconds. */
const access = {
  credentials: { username: 'device', password: 'open sesame' },
  refused: { username: 'device', password: 'wrong' },
  forbidden: 'forbidden/topic',
  handshakeTimeout: 4_000,
  /** Of a listener whose devices are to idle. */
  shortIdleTimeout: 2_000,
  /** Of listeners with limits. */
  maxConnections: 5,
  connectionsPerSecond: 5,
  bytesPerSecond: 256 * 1_024,
};

/** The command that runs our gateway. */
const exproto = createRequire(import.meta.url).resolve('#exproto');

/** How our own gateway is run. */
export interface OwnGatewayOptions {
  /** The command; `--config FILE` is added. */
  readonly command?: readonly [string, ...string[]];
  /** Milliseconds that anything without a deadline may take; 15,000 where it is missing. */
  readonly patience?: number;
  /** How it calls the handler; `unary` where it is missing. `stream` needs `ConnectionHandler`. */
  readonly mode?: HandlerMode;
  /** What it is judged as; `emqx-5` where it is missing. */
  readonly dialect?: Dialect;
}

/** Starts our own gateway as a process of its own, with free ports and the given handler. */
export async function startOwnGateway(
  handler: Address,
  service: Target['handler']['service'],
  options: OwnGatewayOptions,
): Promise<{ readonly target: Target; readonly process: StartedProcess }> {
  const { command = [process.execPath, exproto, 'gateway'], mode = 'unary' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'exproto-certify-'));
  try {
    const file = join(folder, 'gateway.yaml');
    writeFileSync(file, configuration(handler, service, mode));
    writeFileSync(join(folder, 'ca.pem'), ownAuthority);
    writeFileSync(join(folder, 'server.pem'), ownServer.certificate);
    writeFileSync(join(folder, 'server.key'), ownServer.key);
    const process = await startProcess([...command, '--config', file], 15_000);
    const ready = await untilReady(process);
    return { target: ownTarget(ready, { listen: handler, service, mode }, options), process };
  } finally {
    // A gateway reads its files once, before it is ready.
    rmSync(folder, { recursive: true });
  }
}

function ownTarget(
  ready: string,
  handler: Target['handler'],
  { patience = 15_000, dialect = 'emqx-5' }: OwnGatewayOptions,
): Target {
  const listener = (name: string) => addressIn(ready, 'listening', name);
  const encrypted = (name: string): EncryptedListener => ({
    address: listener(name),
    authorities: ownAuthority,
    serverName: 'localhost',
    device: ownDevice,
    deviceCertificates: 'demanded',
    handshakeTimeout: access.handshakeTimeout,
  });
  const admission = (kind: string) => ({
    connections: { address: listener(`${kind}.few`), largest: access.maxConnections },
    denied: { address: listener(`${kind}.denied`) },
  });
  return {
    name: 'exproto gateway',
    listeners: {
      tcp: {
        address: listener('tcp.certify'),
        limited: {
          connectionRate: { address: listener('tcp.rare'), perSecond: access.connectionsPerSecond },
          throughput: { address: listener('tcp.slow'), bytesPerSecond: access.bytesPerSecond },
          ...admission('tcp'),
        },
      },
      ssl: { ...encrypted('tls.certify'), limited: admission('tls') },
      udp: {
        address: listener('udp.certify'),
        idle: { address: listener('udp.idle'), timeout: access.shortIdleTimeout },
        limited: admission('udp'),
      },
      dtls: { ...encrypted('dtls.certify'), limited: admission('dtls') },
    },
    adapter: addressIn(ready, 'adapter'),
    handler,
    dialect,
    isStarted: true,
    credentials: access.credentials,
    refusals: {
      authentication: access.refused,
      publish: access.forbidden,
      subscribe: access.forbidden,
      certificate: foreignDevice,
    },
    mountpoint: { from: 'client' },
    limits: { idleTimeout: 60_000, patience },
    log: 'output',
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

function configuration(handler: Address, service: Target['handler']['service'], mode: HandlerMode): string {
  const { username, password } = access.credentials;
  const certificates = `certfile: server.pem, keyfile: server.key, cacertfile: ca.pem, verify: verify_peer, fail_if_no_peer_cert: true, handshake_timeout: ${access.handshakeTimeout}ms`;
  return `adapter: { bind: 127.0.0.1:0 }
handler: { url: "http://${formatAddress(handler)}", service: ${service}, mode: ${mode} }
listeners:
  tcp:
    certify: { bind: 127.0.0.1:0, idle_timeout: 60s }
    few: { bind: 127.0.0.1:0, idle_timeout: 60s, max_connections: ${access.maxConnections} }
    rare: { bind: 127.0.0.1:0, idle_timeout: 60s, max_conn_rate: ${access.connectionsPerSecond}/s }
    slow: { bind: 127.0.0.1:0, idle_timeout: 60s, max_bytes_rate: ${access.bytesPerSecond / 1_024}KB/s }
    denied: { bind: 127.0.0.1:0, access_rules: [deny all] }
  tls:
    certify: { bind: 127.0.0.1:0, idle_timeout: 60s, tls: { ${certificates} } }
    few: { bind: 127.0.0.1:0, idle_timeout: 60s, max_connections: ${access.maxConnections}, tls: { ${certificates} } }
    denied: { bind: 127.0.0.1:0, access_rules: [deny all], tls: { ${certificates} } }
  udp:
    certify: { bind: 127.0.0.1:0, idle_timeout: 60s }
    idle: { bind: 127.0.0.1:0, idle_timeout: ${access.shortIdleTimeout}ms }
    few: { bind: 127.0.0.1:0, idle_timeout: 60s, max_connections: ${access.maxConnections} }
    denied: { bind: 127.0.0.1:0, access_rules: [deny all] }
  dtls:
    certify: { bind: 127.0.0.1:0, idle_timeout: 60s, dtls: { ${certificates} } }
    few: { bind: 127.0.0.1:0, idle_timeout: 60s, max_connections: ${access.maxConnections}, dtls: { ${certificates} } }
    denied: { bind: 127.0.0.1:0, access_rules: [deny all], dtls: { ${certificates} } }
mountpoint_from: client
authentication: { users: [{ username: ${username}, password: ${password} }] }
authorization: { rules: [{ permit: deny, action: all, topic: ${access.forbidden} }] }
log: { level: error }
`;
}

function addressIn(output: string, ...words: readonly string[]): Address {
  const match = new RegExp(`^${words.join('\\s+')}\\s+(\\S+):(\\d+)`, 'm').exec(output);
  return { host: match?.[1] ?? '', port: Number(match?.[2]) };
}
