import type { Target } from './target.ts';
import type { TargetContent } from './target-schema.ts';

/** Fills in what the file leaves out. */
export function toTarget(content: TargetContent, fallbackName: string): Target {
  const { listeners, adapter, handler, credentials, refusals, mountpoint, limits, start } = content;
  return {
    name: content.name ?? fallbackName,
    listeners,
    adapter,
    handler: { listen: handler.listen, service: handler.service ?? 'ConnectionUnaryHandler' },
    ...(credentials === undefined ? {} : { credentials }),
    refusals: {
      ...(refusals?.authentication === undefined ? {} : { authentication: refusals.authentication }),
      ...(refusals?.publish === undefined ? {} : { publish: refusals.publish }),
      ...(refusals?.subscribe === undefined ? {} : { subscribe: refusals.subscribe }),
    },
    mountpoint:
      mountpoint === 'client'
        ? { from: 'client' }
        : { from: 'configuration', prefix: mountpoint?.prefix ?? '' },
    limits: { idleTimeout: limits?.idle_timeout ?? 30_000, patience: limits?.patience ?? 5_000 },
    ...(start === undefined ? {} : { start: { command: start.command, timeout: start.timeout ?? 20_000 } }),
  };
}
