import { dirname } from 'node:path';
import { isHttps } from '../parse-handler-url.ts';
import type { Problem } from '../problem.ts';
import { loadHandlerTls } from '../tls/load-handler-tls.ts';
import { loadTls } from '../tls/load-tls.ts';
import type { TlsFinding } from '../tls/tls-settings.ts';
import type { HandlerTlsConfiguration, TlsConfiguration } from '../tls-configuration.ts';
import { handlerSections } from './handler-sections.ts';
import { type Path, pathText } from './path.ts';
import type { YamlAdapterTls, YamlContent, YamlHandlerTls } from './schema.ts';
import { lineOf, type YamlSource } from './source.ts';

/** The TLS between the gateway and the user's service, in both directions. */
export interface LegsTls {
  readonly adapter: TlsConfiguration | undefined;
  /** By the path of the `handler` section that it stands in. */
  readonly handlers: ReadonlyMap<string, HandlerTlsConfiguration>;
}

/** What came of the files that are named for it, and what is to be said about them. */
export interface LoadedLegsTls extends LegsTls {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

const adapterConsequences = {
  certfile: 'handlers that check it will not connect',
  cacertfile: 'handlers whose certificates it signed are refused',
};

/** Reads the certificates and keys that a file names for its adapter and its handlers. */
export function loadLegsTls(file: string, source: YamlSource, content: YamlContent): LoadedLegsTls {
  const folder = dirname(file);
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const tell = (
    section: Path,
    found: { problems: readonly TlsFinding[]; warnings: readonly TlsFinding[] },
  ) => {
    const toProblem = ({ key, text }: TlsFinding) => {
      const path = [...section, key];
      return { line: lineOf(source, path), text: `${pathText(path)}${text}` };
    };
    problems.push(...found.problems.map(toProblem));
    warnings.push(...found.warnings.map(toProblem));
  };
  const handlers = new Map<string, HandlerTlsConfiguration>();
  const { common, own } = handlerSections(content);
  for (const { path, own: section } of [common, ...own]) {
    if (section.tls === undefined) continue;
    const loaded = loadHandlerTls(folder, handlerSettings(section.tls), Date.now());
    if (loaded.configuration !== undefined) handlers.set(pathText(path), loaded.configuration);
    tell([...path, 'tls'], loaded);
  }
  const adapterTls = content.adapter?.tls;
  const adapter = adapterTls && loadTls(folder, adapterSettings(adapterTls), Date.now(), adapterConsequences);
  if (adapter !== undefined) tell(['adapter', 'tls'], adapter);
  return { adapter: adapter?.configuration, handlers, problems, warnings };
}

/** The TLS of the handler that a section comes to; without a section of its own it checks the certificate. */
export function handlerTlsOf(
  legs: LegsTls,
  url: string,
  ...paths: readonly Path[]
): HandlerTlsConfiguration | undefined {
  if (!isHttps(url)) return undefined;
  const found = paths.map((path) => legs.handlers.get(pathText(path))).find((tls) => tls !== undefined);
  return found ?? { verify: 'verify_peer' };
}

function handlerSettings(section: YamlHandlerTls) {
  return {
    certfile: section.certfile,
    keyfile: section.keyfile,
    password: section.password,
    cacertfile: section.cacertfile,
    verify: section.verify ?? 'verify_peer',
    serverName: section.server_name,
  };
}

function adapterSettings(section: YamlAdapterTls) {
  return {
    certfile: section.certfile,
    keyfile: section.keyfile,
    password: section.password,
    cacertfile: section.cacertfile,
    verify: section.verify ?? 'verify_none',
    failIfNoPeerCert: section.fail_if_no_peer_cert ?? false,
    versions: section.versions,
    ciphers: section.ciphers,
    honorCipherOrder: true,
    handshakeTimeout: 15_000,
  };
}
