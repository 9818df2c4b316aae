import { isIP } from 'node:net';
import type { CertificateFiles, FileProblem } from '../certificate-files.ts';
import type { Container, Target } from '../target.ts';
import type { TargetContent } from '../target-schema.ts';
import { emqxPreset } from './emqx-preset.ts';
import { presetProblems } from './preset-problems.ts';

/** What a target file says of a container, with what its preset adds. What the file itself says comes first. */
export function toContainer(
  content: NonNullable<TargetContent['container']>,
  target: Target,
  files: CertificateFiles,
): Container {
  const { preset, image, ports = [], environment, command, ready, timeout } = content;
  if (preset !== undefined) files.problems.push(...presetProblems(preset, target));
  if (ports.length > 0) files.problems.push(...namelessCertificates(target));
  const host = ports.length === 0 ? localHost(target.handler.listen.host) : 'host.docker.internal';
  const handler = { host, port: target.handler.listen.port };
  const given = preset === undefined ? undefined : emqxPreset(preset, target, handler);
  const own = Object.entries(content.files ?? {}).map(([path, name]) => ({
    target: path,
    source: files.existing(name, ['container', 'files', path]),
  }));
  const replaced = new Set(own.map((file) => file.target));
  return {
    image: image ?? given?.image ?? '',
    ports,
    files: [...(given?.files ?? []).filter((file) => !replaced.has(file.target)), ...own],
    environment: { ...given?.environment, ...environment },
    ...(command === undefined ? {} : { command }),
    ...(ready === undefined ? {} : { ready }),
    timeout: timeout ?? 60_000,
  };
}

/** A container with ports is judged at an address of its own, for which no certificate was made. */
function namelessCertificates({ listeners }: Target): readonly FileProblem[] {
  return (['ssl', 'dtls'] as const)
    .filter((name) => {
      const { authorities, serverName, address } = listeners[name] ?? {};
      return authorities !== undefined && serverName === undefined && isIP(address?.host ?? '') !== 0;
    })
    .map((name) => ({
      path: ['listeners', name, 'server_name'],
      text: 'is missing: with container.ports the address is the one that the engine gives; say which name the certificate has',
    }));
}

/** Who listens everywhere is called at the loopback address. */
function localHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
