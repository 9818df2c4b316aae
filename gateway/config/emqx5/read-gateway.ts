import type { GatewayConfiguration, HandlerConfiguration, HostPort } from '../configuration.ts';
import { defaultConfiguration, defaultListener } from '../default-configuration.ts';
import { parseHandlerUrl } from '../parse-handler-url.ts';
import type { Parsed } from '../parsed.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  sectionOf,
  take,
  takeRequired,
} from './emqx5-reading.ts';
import type { FoundGateway } from './find-gateway.ts';
import { findListeners } from './find-listeners.ts';
import { gatewayKeys, gatewayStateKeys } from './gateway-keys.ts';
import { judgeAuthentication } from './judge-authentication.ts';
import { judgeKeys } from './judge-keys.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxBind, parseEmqxDuration } from './parse-values.ts';
import { readAdapterTls } from './read-adapter-tls.ts';
import { readHandlerTls } from './read-handler-tls.ts';
import { readListener } from './read-listener.ts';
import { readMountpoint } from './read-mountpoint.ts';

/** Reads `gateway.exproto`. Its result is of use only where no problem was noted. */
export function readGateway(reading: Emqx5Reading, gateway: FoundGateway): GatewayConfiguration {
  const { fromApi } = gateway;
  judgeKeys(reading, gateway, fromApi ? { ...gatewayKeys, ...gatewayStateKeys } : gatewayKeys);
  judgeUse(reading, gateway);
  const defaults = defaultConfiguration();
  const adapter = readAdapter(reading, gateway) ?? defaults.adapter;
  const handler = readHandler(reading, gateway);
  const idleTimeout = take(
    reading,
    gateway,
    'idle_timeout',
    (value) => parseEmqxDuration(value),
    defaultListener().idleTimeout,
  );
  const listeners = findListeners(reading, gateway);
  judgeAuthentication(reading, gateway, listeners);
  return {
    ...defaults,
    adapter,
    listeners: listeners.flatMap((listener) => readListener(reading, listener, { handler, idleTimeout })),
    mountpoint: readMountpoint(reading, gateway, listeners),
    closeReasons: 'emqx',
  };
}

function judgeUse(reading: Emqx5Reading, gateway: FoundGateway): void {
  const { place } = gateway.section;
  if (!take(reading, gateway, 'enable', parseSwitch, true)) {
    const problem = 'the gateway is switched off: set it to true';
    refuse(reading, fieldOf(gateway, 'enable')?.place ?? place, `${pathOf(gateway, 'enable')}: ${problem}`);
  }
  const isExproto = (value: unknown): Parsed<string> =>
    value === 'exproto' ? { value } : { problem: 'only the gateway exproto can be read' };
  if (gateway.fromApi) take(reading, gateway, 'name', isExproto, 'exproto');
}

function readAdapter(
  reading: Emqx5Reading,
  gateway: NamedSection,
): GatewayConfiguration['adapter'] | undefined {
  const server = requiredSection(reading, gateway, 'server', 'server { bind = 9100 }');
  if (server === undefined) return undefined;
  const bind = takeRequired<HostPort>(reading, server, 'bind', parseEmqxBind, '9100');
  const place = fieldOf(server, 'bind')?.value.place;
  if (bind === undefined || place === undefined) return undefined;
  reading.binds.tcp.push({ ...place, key: pathOf(server, 'bind'), bind });
  return { ...defaultConfiguration().adapter, bind, ...readAdapterTls(reading, server) };
}

function readHandler(reading: Emqx5Reading, gateway: NamedSection): HandlerConfiguration {
  const defaults = defaultListener().handler;
  const example = 'handler { address = "http://127.0.0.1:9001" }';
  const handler = requiredSection(reading, gateway, 'handler', example);
  if (handler === undefined) return defaults;
  const { scheme, ...tls } = readHandlerTls(reading, handler);
  // Whether there is TLS does not depend on the address, and was judged above.
  const parseAddress = (value: unknown) =>
    parseHandlerUrl(typeof value === 'string' ? value.replace(/^https?:/i, `${scheme}:`) : value);
  return {
    ...defaults,
    url: takeRequired(reading, handler, 'address', parseAddress, '"http://127.0.0.1:9001"') ?? defaults.url,
    service: take(reading, handler, 'service_name', parseService, 'ConnectionUnaryHandler'),
    ...tls,
  };
}

function requiredSection(
  reading: Emqx5Reading,
  gateway: NamedSection,
  key: string,
  example: string,
): NamedSection | undefined {
  // What is no section was found by judgeKeys.
  if (fieldOf(gateway, key) === undefined) {
    refuse(reading, gateway.section.place, `${pathOf(gateway, key)} is missing: add ${example}`);
  }
  return sectionOf(gateway, key);
}

function parseService(value: unknown): Parsed<HandlerConfiguration['service']> {
  return value === 'ConnectionUnaryHandler' || value === 'ConnectionHandler'
    ? { value }
    : { problem: 'expected ConnectionUnaryHandler or ConnectionHandler' };
}
