import { dirname } from 'node:path';
import type { Problem } from '../problem.ts';
import { loadTls } from '../tls/load-tls.ts';
import type { TlsFinding, TlsSettings } from '../tls/tls-settings.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { pathText } from './path.ts';
import type { YamlContent, YamlTls } from './schema.ts';
import { lineOf, type YamlSource } from './source.ts';

/** The TLS of every listener that has one, by the listener's name, and what is to be said about it. */
export interface ListenersTls {
  readonly tls: ReadonlyMap<string, TlsConfiguration>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Reads the certificates and keys that a file names. */
export function loadListenersTls(file: string, source: YamlSource, content: YamlContent): ListenersTls {
  const tls = new Map<string, TlsConfiguration>();
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const [name, listener] of Object.entries(content.listeners?.tls ?? {})) {
    const toProblem = ({ key, text }: TlsFinding) => {
      const path = ['listeners', 'tls', name, 'tls', key];
      return { line: lineOf(source, path), text: `${pathText(path)}${text}` };
    };
    const loaded = loadTls(dirname(file), settingsOf(listener.tls), Date.now());
    if (loaded.configuration !== undefined) tls.set(name, loaded.configuration);
    problems.push(...loaded.problems.map(toProblem));
    warnings.push(...loaded.warnings.map(toProblem));
  }
  return { tls, problems, warnings };
}

function settingsOf(section: YamlTls): TlsSettings {
  return {
    certfile: section.certfile,
    keyfile: section.keyfile,
    password: section.password,
    cacertfile: section.cacertfile,
    verify: section.verify ?? 'verify_none',
    failIfNoPeerCert: section.fail_if_no_peer_cert ?? false,
    versions: section.versions,
    ciphers: section.ciphers,
    honorCipherOrder: section.honor_cipher_order ?? true,
    handshakeTimeout: section.handshake_timeout ?? 15_000,
  };
}
