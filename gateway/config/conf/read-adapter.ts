import type { GatewayConfiguration, HostPort } from '../configuration.ts';
import { defaultConfiguration } from '../default-configuration.ts';
import { parseBind } from '../parse-bind.ts';
import { loadTls } from '../tls/load-tls.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import type { ConfReading } from './conf-reading.ts';
import { adapterKey, adapterTlsKey } from './keys.ts';
import { readBind } from './read-bind.ts';
import type { Setting } from './settings.ts';
import { noteFindings, takeCertificate } from './tls-files.ts';

const prefix = 'exproto.server.https.';

const consequences = {
  certfile: 'handlers that check it will not connect',
  cacertfile: 'handlers whose certificates it signed are refused',
};

/** Reads where the adapter listens: without TLS where the file has both ports, else as it says. */
export function readAdapter(reading: ConfReading, end: number): GatewayConfiguration['adapter'] {
  const { adapter } = defaultConfiguration();
  const plain = reading.settings.get(adapterKey);
  const secure = reading.settings.get(adapterTlsKey);
  const setting = plain ?? secure;
  if (setting === undefined) {
    // EMQ X 4 opens no adapter without the key; a default would open what the user did not.
    reading.problems.push({ line: end, text: `${adapterKey} is missing: add ${adapterKey} = 9100` });
    return adapter;
  }
  const bind: HostPort = readBind(reading, setting, parseBind) ?? adapter.bind;
  const tls = plain === undefined ? readAdapterTls(reading, setting) : undefined;
  return { ...adapter, bind, ...(tls === undefined ? {} : { tls }) };
}

/** As in EMQ X 4, handlers are asked for no certificate. */
function readAdapterTls(reading: ConfReading, { line }: Setting): TlsConfiguration | undefined {
  const files = takeCertificate(reading, line, prefix);
  if (files === undefined) {
    return undefined;
  }
  const settings = {
    ...files,
    password: undefined,
    cacertfile: reading.settings.get(`${prefix}cacertfile`)?.value,
    verify: 'verify_none' as const,
    failIfNoPeerCert: false,
    versions: undefined,
    ciphers: undefined,
    honorCipherOrder: true,
    handshakeTimeout: 15_000,
  };
  const loaded = loadTls(reading.folder, settings, Date.now(), consequences);
  noteFindings(reading, line, loaded, (key) => `${prefix}${key}`);
  return loaded.configuration;
}
