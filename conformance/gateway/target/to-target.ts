import type { CertificateFiles } from './certificate-files.ts';
import { toContainer } from './container/to-container.ts';
import type { Address, EncryptedListener, LimitedListeners, Listeners, Target } from './target.ts';
import type { TargetContent } from './target-schema.ts';

/** Fills in what the file leaves out, and reads the certificates that it names. */
export function toTarget(content: TargetContent, fallbackName: string, files: CertificateFiles): Target {
  const { adapter, handler, credentials, refusals, mountpoint, limits, start } = content;
  const refused = refusals?.certificate && files.device(refusals.certificate, ['refusals', 'certificate']);
  const target: Target = {
    name: content.name ?? fallbackName,
    listeners: toListeners(content.listeners, files),
    adapter,
    handler: {
      listen: handler.listen,
      service: handler.service ?? 'ConnectionUnaryHandler',
      mode: handler.mode ?? 'unary',
    },
    dialect: content.dialect ?? 'emqx-5',
    ...(credentials === undefined ? {} : { credentials }),
    refusals: {
      ...(refusals?.authentication === undefined ? {} : { authentication: refusals.authentication }),
      ...(refusals?.publish === undefined ? {} : { publish: refusals.publish }),
      ...(refusals?.subscribe === undefined ? {} : { subscribe: refusals.subscribe }),
      ...(refused === undefined ? {} : { certificate: refused }),
    },
    mountpoint:
      mountpoint === 'client'
        ? { from: 'client' }
        : { from: 'configuration', prefix: mountpoint?.prefix ?? '' },
    limits: { idleTimeout: limits?.idle_timeout ?? 30_000, patience: limits?.patience ?? 5_000 },
    ...(content.pid === undefined ? {} : { pid: content.pid }),
    ...(content.log === undefined ? {} : { log: { file: files.place(content.log) } }),
    ...(start === undefined ? {} : { start: { command: start.command, timeout: start.timeout ?? 20_000 } }),
  };
  if (content.container === undefined) return target;
  return { ...target, container: toContainer(content.container, target, files) };
}

function toListeners(
  { tcp, ssl, udp, dtls }: TargetContent['listeners'],
  files: CertificateFiles,
): Listeners {
  return {
    ...(tcp === undefined ? {} : { tcp: toTcp(tcp) }),
    ...(ssl === undefined ? {} : { ssl: toEncrypted(ssl, ['listeners', 'ssl'], files) }),
    ...(udp === undefined ? {} : { udp: toUdp(udp) }),
    ...(dtls === undefined ? {} : { dtls: toEncrypted(dtls, ['listeners', 'dtls'], files) }),
  };
}

function toTcp(content: NonNullable<TargetContent['listeners']['tcp']>): NonNullable<Listeners['tcp']> {
  if (isAddress(content)) return { address: content };
  const { address, limited } = content;
  return { address, ...(limited === undefined ? {} : { limited: toLimited(limited) }) };
}

type LimitedContent = NonNullable<Exclude<TargetContent['listeners']['tcp'], Address | undefined>['limited']>;

function toLimited({ connections, connection_rate, throughput, denied }: LimitedContent): LimitedListeners {
  return {
    ...(connections === undefined
      ? {}
      : { connections: { address: connections.address, largest: connections.max_connections } }),
    ...(connection_rate === undefined
      ? {}
      : { connectionRate: { address: connection_rate.address, perSecond: connection_rate.max_conn_rate } }),
    ...(throughput === undefined
      ? {}
      : { throughput: { address: throughput.address, bytesPerSecond: throughput.max_bytes_rate } }),
    ...(denied === undefined ? {} : { denied: { address: denied } }),
  };
}

function toUdp(content: NonNullable<TargetContent['listeners']['udp']>): NonNullable<Listeners['udp']> {
  if (isAddress(content)) return { address: content };
  const { address, idle, limited } = content;
  return {
    address,
    ...(limited === undefined ? {} : { limited: toLimited(limited) }),
    ...(idle === undefined ? {} : { idle: { address: idle.address, timeout: idle.idle_timeout } }),
  };
}

type EncryptedContent = NonNullable<TargetContent['listeners']['ssl' | 'dtls']>;

function toEncrypted(
  content: EncryptedContent,
  path: readonly string[],
  files: CertificateFiles,
): EncryptedListener {
  if (isAddress(content)) return { address: content, deviceCertificates: 'ignored' };
  const { address, cacertfile, server_name, handshake_timeout } = content;
  const limited = 'limited' in content ? content.limited : undefined;
  const authorities = files.authorities(cacertfile, path);
  const device = files.device(content, path);
  const deviceCertificates = certificatesOf(content, path, files);
  return {
    address,
    ...(authorities === undefined ? {} : { authorities }),
    ...(server_name === undefined ? {} : { serverName: server_name }),
    ...(device === undefined ? {} : { device }),
    deviceCertificates,
    ...(handshake_timeout === undefined ? {} : { handshakeTimeout: handshake_timeout }),
    ...(limited === undefined ? {} : { limited: toLimited(limited) }),
  };
}

function certificatesOf(
  { verify, fail_if_no_peer_cert, certfile }: Exclude<EncryptedContent, Address>,
  path: readonly string[],
  { problems }: CertificateFiles,
): EncryptedListener['deviceCertificates'] {
  if (fail_if_no_peer_cert !== true) return verify === 'verify_peer' ? 'asked for' : 'ignored';
  if (verify !== 'verify_peer') {
    const text = 'is true: without verify: verify_peer no gateway asks devices for a certificate';
    problems.push({ path: [...path, 'fail_if_no_peer_cert'], text });
  } else if (certfile === undefined) {
    const text = 'is true: then devices need a certificate to connect, in certfile and keyfile';
    problems.push({ path: [...path, 'fail_if_no_peer_cert'], text });
  }
  return 'demanded';
}

function isAddress(content: object): content is Address {
  return 'host' in content;
}
