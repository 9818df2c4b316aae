import { dirname } from 'node:path';
import { defaultDtls } from '../default-dtls.ts';
import type { DtlsConfiguration } from '../dtls-configuration.ts';
import type { Problem } from '../problem.ts';
import { type DtlsFinding, type DtlsSettings, loadDtls } from '../tls/load-dtls.ts';
import { pathText } from './path.ts';
import type { YamlContent, YamlDtls } from './schema.ts';
import { lineOf, type YamlSource } from './source.ts';

/** The DTLS of every listener that has it, by the listener's name, and what is to be said about it. */
export interface ListenersDtls {
  readonly dtls: ReadonlyMap<string, DtlsConfiguration>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Reads the certificates and keys that a file names for DTLS. */
export function loadListenersDtls(file: string, source: YamlSource, content: YamlContent): ListenersDtls {
  const dtls = new Map<string, DtlsConfiguration>();
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const [name, listener] of Object.entries(content.listeners?.dtls ?? {})) {
    const toProblem = ({ key, text }: DtlsFinding) => {
      const path = ['listeners', 'dtls', name, 'dtls', key];
      return { line: lineOf(source, path), text: `${pathText(path)}${text}` };
    };
    const loaded = loadDtls(dirname(file), settingsOf(listener.dtls), Date.now());
    if (loaded.configuration !== undefined) dtls.set(name, loaded.configuration);
    problems.push(...loaded.problems.map(toProblem));
    warnings.push(...loaded.warnings.map(toProblem));
  }
  return { dtls, problems, warnings };
}

function settingsOf(section: YamlDtls): DtlsSettings {
  return {
    certfile: section.certfile,
    keyfile: section.keyfile,
    password: section.password,
    cacertfile: section.cacertfile,
    verify: section.verify ?? 'verify_none',
    failIfNoPeerCert: section.fail_if_no_peer_cert ?? false,
    ciphers: section.ciphers,
    psk: section.psk,
    handshakeTimeout: section.handshake_timeout ?? defaultDtls.handshakeTimeout,
    mtu: section.mtu ?? defaultDtls.mtu,
  };
}
