import type { ListenerConfiguration } from '../../configuration.ts';
import { type Emqx5Reading, refuse } from '../emqx5-reading.ts';
import type { FoundListener } from '../find-listeners.ts';

/** A listener of DTLS. */
export function dtlsListenerOf(reading: Emqx5Reading, listener: FoundListener): ListenerConfiguration[] {
  const remedy = 'remove it, or set enable = false';
  refuse(reading, listener.section.place, `${listener.path}: DTLS is not supported yet: ${remedy}`);
  return [];
}
