import { destination, pino } from 'pino';
import type { GatewayConfiguration } from '../config/configuration.ts';
import type { Log } from './log.ts';

/** JSON lines on standard error. */
export function createLog(level: GatewayConfiguration['log']['level']): Log {
  return pino({ name: 'exproto-gateway', level }, destination({ dest: 2, sync: true }));
}
