import { type Emqx5Reading, take } from '../emqx5-reading.ts';
import type { FoundListener } from '../find-listeners.ts';
import { ignored, type KeyRules, refused } from '../key-rule.ts';
import { parseSwitch } from '../parse-switch.ts';
import { parseEmqxDuration } from '../parse-values.ts';

/** The keys of the PROXY protocol. */
export const proxyProtocolRules: KeyRules = {
  proxy_protocol: refused(
    'the PROXY protocol is not supported yet, its header would reach the handler as data: set it to false',
    false,
    'false',
  ),
  proxy_protocol_timeout: ignored('no PROXY header is expected'),
};

/** The PROXY header that a listener expects. */
export function proxyProtocolOf(
  reading: Emqx5Reading,
  listener: FoundListener,
): { readonly proxyProtocol?: { readonly timeout: number } } {
  const expected = take(reading, listener, 'proxy_protocol', parseSwitch, false);
  const parseTimeout = (value: unknown) => parseEmqxDuration(value, 1);
  const timeout = take(reading, listener, 'proxy_protocol_timeout', parseTimeout, 3_000);
  return expected ? { proxyProtocol: { timeout } } : {};
}
