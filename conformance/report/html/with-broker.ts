import type { Trace } from '../../judge/trace.ts';
import type { DiagramEntry } from './sequence-diagram.ts';

const toBroker = /^(RawPublish|Publish|Subscribe|Unsubscribe)\(.*→ SUCCESS/;

/** Nobody sees what the gateway and its broker say to each other; what the handler sees tells of it. */
export function withBroker(trace: Trace): readonly DiagramEntry[] {
  return trace.flatMap((entry): readonly DiagramEntry[] => {
    if (entry.kind !== 'message') return [entry];
    const { at } = entry;
    const [, method] = (entry.from === 'handler' && toBroker.exec(entry.text)) || [];
    if (method !== undefined) {
      const text = method.replace('RawP', 'p').toLowerCase();
      return [entry, { kind: 'message', at, from: 'gateway', to: 'broker', text, inferred: true }];
    }
    if (entry.to !== 'handler' || !entry.text.startsWith('OnReceivedMessages(')) return [entry];
    return [{ kind: 'message', at, from: 'broker', to: 'gateway', text: 'deliver', inferred: true }, entry];
  });
}
