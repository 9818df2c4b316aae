import { isHttps } from '../parse-handler-url.ts';
import { loadHandlerTls } from '../tls/load-handler-tls.ts';
import type { HandlerTlsConfiguration } from '../tls-configuration.ts';
import type { ConfReading } from './conf-reading.ts';
import type { Setting } from './settings.ts';
import { noteFindings } from './tls-files.ts';

/**
 * Reads the TLS towards the handler of the listener that a line opens. As in EMQ X 4 its certificate
 * is not checked where the file does not say by whose authority.
 */
export function readHandlerTls(
  reading: ConfReading,
  { key, line }: Setting,
  url: string,
): HandlerTlsConfiguration | undefined {
  if (!isHttps(url)) {
    return undefined;
  }
  const prefix = `${key}.connection_handler_`;
  const text = (name: string) => reading.settings.get(`${prefix}${name}`)?.value;
  const cacertfile = text('cacertfile');
  if (cacertfile === undefined) {
    const consequence = `the certificate of the handler is not checked, add ${prefix}cacertfile = FILE.pem`;
    reading.warnings.push({
      line: reading.settings.get(`${prefix}url`)?.line ?? line,
      text: `${prefix}url: ${consequence}`,
    });
  }
  const settings = {
    certfile: text('certfile'),
    keyfile: text('keyfile'),
    password: undefined,
    cacertfile,
    verify: cacertfile === undefined ? ('verify_none' as const) : ('verify_peer' as const),
    serverName: undefined,
  };
  const loaded = loadHandlerTls(reading.folder, settings, Date.now());
  noteFindings(reading, line, loaded, (blamed) => `${prefix}${blamed}`);
  return loaded.configuration;
}
