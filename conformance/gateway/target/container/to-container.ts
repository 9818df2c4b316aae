import type { CertificateFiles } from '../certificate-files.ts';
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

/** Who listens everywhere is called at the loopback address. */
function localHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
