import type { StreamListenerConfiguration } from '../configuration.ts';
import { defaultProxyProtocolTimeout } from '../default-configuration.ts';
import { type Emqx5Reading, take } from './emqx5-reading.ts';
import type { FoundListener } from './find-listeners.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxDuration } from './parse-values.ts';

/** Reads the PROXY header that a listener expects. */
export function readProxyProtocol(
  reading: Emqx5Reading,
  listener: FoundListener,
): Pick<StreamListenerConfiguration, 'proxyProtocol'> {
  const expected = take(reading, listener, 'proxy_protocol', parseSwitch, false);
  const parseTimeout = (value: unknown) => parseEmqxDuration(value, 1);
  const fallback = defaultProxyProtocolTimeout;
  const timeout = take(reading, listener, 'proxy_protocol_timeout', parseTimeout, fallback);
  return expected ? { proxyProtocol: { timeout } } : {};
}
