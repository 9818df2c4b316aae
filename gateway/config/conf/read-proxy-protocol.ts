import type { StreamListenerConfiguration } from '../configuration.ts';
import { defaultProxyProtocolTimeout } from '../default-configuration.ts';
import { parseDuration } from '../parse-duration.ts';
import { type ConfReading, take } from './conf-reading.ts';
import { isDatagram } from './is-datagram.ts';
import { parseSwitch } from './parse-switch.ts';
import type { Setting } from './settings.ts';

/** Reads whether connections of a listener begin with a PROXY header; those of datagrams never do. */
export function readProxyProtocol(
  reading: ConfReading,
  opening: Setting,
): Pick<StreamListenerConfiguration, 'proxyProtocol'> {
  if (isDatagram(opening)) return {};
  const timeoutKey = `${opening.key}.proxy_protocol_timeout`;
  const timeout = take(reading, timeoutKey, (value) => parseDuration(value, 1), defaultProxyProtocolTimeout);
  if (take(reading, `${opening.key}.proxy_protocol`, parseSwitch, false))
    return { proxyProtocol: { timeout } };
  const lone = reading.settings.get(timeoutKey);
  if (lone !== undefined) {
    const text = `${timeoutKey} has no effect without ${opening.key}.proxy_protocol = on`;
    reading.warnings.push({ line: lone.line, text });
  }
  return {};
}
