import type { CommonListenerConfiguration, ListenerConfiguration } from '../configuration.ts';
import { defaultListener } from '../default-configuration.ts';
import { nearestWord } from '../nearest-word.ts';
import { parseCount } from '../parse-count.ts';
import { parseDuration } from '../parse-duration.ts';
import { parseHandlerUrl } from '../parse-handler-url.ts';
import { type ConfReading, take } from './conf-reading.ts';
import { encryptionOf } from './encryption-of.ts';
import { listenerPrefix } from './keys.ts';
import { listenerKeyOf } from './listener-key.ts';
import { parseListenerAddress, protocolOf } from './parse-listener-address.ts';
import { parseSwitch } from './parse-switch.ts';
import { readBind } from './read-bind.ts';
import { readDtls } from './read-dtls.ts';
import { readLimits } from './read-limits.ts';
import { readTls } from './read-tls.ts';
import type { Setting } from './settings.ts';

/** Reads all listeners, and finds settings for listeners that the file does not open. */
export function readListeners(reading: ConfReading): ListenerConfiguration[] {
  const opened = new Map<string, Setting>();
  for (const setting of reading.settings.values()) {
    const parts = listenerKeyOf(setting.key);
    if (parts !== undefined && parts.setting === undefined) {
      opened.set(parts.name, setting);
    }
  }
  findStrays(reading, [...opened.keys()]);
  return [...opened].flatMap(([name, setting]): ListenerConfiguration[] => {
    const listener = readListener(reading, name, setting);
    const encryption = encryptionOf(setting);
    if (encryption === undefined) {
      return [{ ...listener, transport: protocolOf(setting.value) }];
    }
    if (encryption === 'dtls') {
      const dtls = readDtls(reading, setting);
      return dtls === undefined ? [] : [{ ...listener, transport: 'dtls', dtls }];
    }
    // What is undefined has left a problem behind, and no configuration comes of this file.
    const tls = readTls(reading, setting);
    return tls === undefined ? [] : [{ ...listener, transport: 'tls', tls }];
  });
}

function readListener(reading: ConfReading, name: string, opening: Setting): CommonListenerConfiguration {
  const defaults = defaultListener();
  const key = opening.key;
  const urlKey = `${key}.connection_handler_url`;
  if (!reading.settings.has(urlKey)) {
    const text = `${key} has no handler: add ${urlKey} = http://127.0.0.1:9001`;
    reading.problems.push({ line: opening.line, text });
  }
  return {
    ...defaults,
    name,
    bind: readBind(reading, opening, parseListenerAddress, protocolOf(opening.value)) ?? defaults.bind,
    handler: {
      ...defaults.handler,
      url: take(reading, urlKey, parseHandlerUrl, defaults.handler.url),
      service: 'ConnectionHandler',
    },
    idleTimeout: take(reading, `${key}.idle_timeout`, (value) => parseDuration(value), defaults.idleTimeout),
    sendTimeout: take(
      reading,
      `${key}.send_timeout`,
      (value) => parseDuration(value, 1),
      defaults.sendTimeout,
    ),
    backlog: take(reading, `${key}.backlog`, parseCount, defaults.backlog),
    noDelay: take(reading, `${key}.nodelay`, parseSwitch, defaults.noDelay),
    limits: readLimits(reading, key),
  };
}

/** Tells of each listener that has settings and no address, once; a key that is wrong counts as none. */
function findStrays(reading: ConfReading, opened: readonly string[]): void {
  const told = new Set(opened);
  for (const { key, line } of reading.settings.values()) {
    const name = listenerKeyOf(key)?.name;
    const alreadyTold = reading.problems.some((problem) => problem.line === line);
    if (name === undefined || told.has(name) || alreadyTold) {
      continue;
    }
    told.add(name);
    const nearest = nearestWord(name, opened);
    const remedy =
      nearest === undefined
        ? `add ${listenerPrefix}${name} = tcp://0.0.0.0:7993`
        : `did you mean ${key.replace(name, nearest)}?`;
    reading.problems.push({ line, text: `${key}: there is no listener ${name}, ${remedy}` });
  }
}
