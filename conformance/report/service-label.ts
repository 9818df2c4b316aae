import type { HandlerMode } from '../rules/axis.ts';

/** How a gateway calls its handler, as reports name it. */
export function serviceLabel({
  service,
  mode,
}: {
  readonly service: string;
  readonly mode: HandlerMode;
}): string {
  return mode === 'stream' ? `${service}, streams` : service;
}
