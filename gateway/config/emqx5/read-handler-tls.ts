import { plainValue } from '../hocon/hocon-value.ts';
import { loadHandlerTls } from '../tls/load-handler-tls.ts';
import type { HandlerTlsConfiguration } from '../tls-configuration.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  sectionOf,
  take,
  warn,
} from './emqx5-reading.ts';
import { parseSwitch } from './parse-switch.ts';
import { noteFindings, takeFiles, takeVerify } from './ssl-settings.ts';

/** How the handler is called. As in EMQX it depends on `ssl_options.enable`, not on the address. */
export interface HandlerLeg {
  readonly scheme: 'http' | 'https';
  readonly tls?: HandlerTlsConfiguration;
}

/** Reads the TLS towards the handler. */
export function readHandlerTls(reading: Emqx5Reading, handler: NamedSection): HandlerLeg {
  const options = sectionOf(handler, 'ssl_options');
  const address = fieldOf(handler, 'address');
  if (options !== undefined && take(reading, options, 'enable', parseSwitch, false)) {
    const tls = readOptions(reading, options);
    return { scheme: 'https', ...(tls === undefined ? {} : { tls }) };
  }
  if (address !== undefined && /^https:/i.test(String(plainValue(address.value)))) {
    const remedy = 'set it to true, or write http:// as EMQX calls it';
    const reason = 'EMQX uses no TLS towards the handler unless ssl_options.enable is true';
    refuse(reading, address.value.place, `${pathOf(handler, 'address')}: ${reason}: ${remedy}`);
  } else if (options !== undefined) {
    const reason = 'enable is not true, and the handler is called without TLS';
    warn(reading, options.section.place, `${options.path} has no effect in this version: ${reason}`);
  }
  return { scheme: 'http' };
}

function readOptions(reading: Emqx5Reading, options: NamedSection): HandlerTlsConfiguration | undefined {
  const verify = takeVerify(reading, options);
  if (verify === 'verify_none') {
    const remedy = 'add verify = verify_peer and cacertfile';
    const text = `${options.path}: the certificate of the handler is not checked, as in EMQX: ${remedy}`;
    warn(reading, options.section.place, text);
  }
  const serverName = take<string | undefined>(
    reading,
    options,
    'server_name_indication',
    (value) =>
      typeof value === 'string' && value !== '' ? { value } : { problem: 'expected a name, or disable' },
    undefined,
  );
  const disabled = fieldOf(options, 'server_name_indication');
  if (serverName === 'disable' && disabled !== undefined && verify === 'verify_peer') {
    const consequence = "the handler's certificate must be for the host of its address";
    const path = pathOf(options, 'server_name_indication');
    warn(reading, disabled.place, `${path} has no effect in this version: ${consequence}`);
  }
  const settings = {
    ...takeFiles(reading, options),
    verify,
    serverName: serverName === 'disable' ? undefined : serverName,
  };
  const loaded = loadHandlerTls(reading.folder, settings, Date.now());
  noteFindings(reading, options, loaded);
  return loaded.configuration;
}
