import type { Socket } from 'node:net';
import type { ListenerLimits, ThroughputLimits } from '../limits/listener-limits.ts';
import { Throughput } from '../limits/throughput.ts';
import type { ListenerEnvironment } from './listener.ts';
import { ReadingLine } from './reading-line.ts';
import { ThrottledReading } from './throttled-reading.ts';

/** How the devices of one listener are read: each by its own limits, and all by those that they share. */
export function createThrottle(
  { perConnection, perListener }: ListenerLimits,
  environment: ListenerEnvironment,
): (socket: Socket) => ThrottledReading {
  const shared = linesFor(perListener, environment);
  return (socket) => new ThrottledReading(socket, [...linesFor(perConnection, environment), ...shared]);
}

function linesFor(limits: ThroughputLimits, { clock, alarms }: ListenerEnvironment): ReadingLine[] {
  if (limits.bytesRate === undefined && limits.messagesRate === undefined) return [];
  return [new ReadingLine(new Throughput(limits, clock.now()), clock, alarms)];
}
