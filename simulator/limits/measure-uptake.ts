import type { Company } from './company.ts';
import { Lumps } from './lumps.ts';
import type { Observation } from './observation.ts';
import { pause } from './pause.ts';
import type { Visitor } from './visit.ts';

const frame = 16_384;
/** In which the buffers of the operating systems fill. */
const filling = 500;
/** They are emptied in large parts; so many of them make a rate. */
const enough = 3;
const longest = 6_000;
const look = 50;

/**
 * Measures what a listener takes by how fast devices can send, for handlers that send nothing back. The devices leave much behind that is
 * not read yet, so a gateway may see them for a while: this comes last.
 *
 * @param time How long it is measured at least, in milliseconds.
 */
export async function measureUptake(
  company: Company,
  visitors: readonly Visitor[],
  time: number,
  signal: AbortSignal | undefined,
): Promise<Observation> {
  const began = performance.now();
  const now = () => performance.now() - began;
  const lumps = visitors.map((visitor) => keepSending(visitor, now));
  const isEnough = () => now() >= filling + time && lumps.every(({ intervals }) => intervals >= enough);
  while (!isEnough() && now() < filling + longest && signal?.aborted !== true) await pause(look, signal);
  const cutOff = visitors.some(({ isOpen }) => !isOpen);
  for (const visitor of visitors) company.dismiss(visitor);
  if (cutOff) return { doubt: 'a device was cut off meanwhile' };
  if (!lumps.every(({ intervals }) => intervals >= enough))
    return {
      doubt:
        'the operating system holds more than this limit lets through: it can only be measured where the handler echoes',
    };
  return {
    measured: lumps.reduce((sum, { rate }) => sum + rate, 0),
    doubt:
      'the target, its handler or this machine may only be slow: more can be told where the handler echoes',
  };
}

/** What the buffers take, once they are full, is what the target has read. */
function keepSending(visitor: Visitor, now: () => number): Lumps {
  const lumps = new Lumps();
  const bytes = Buffer.alloc(frame);
  const next = () => {
    const time = now();
    if (time > filling) lumps.add(frame, time);
    if (visitor.isOpen) visitor.write(bytes, next);
  };
  visitor.write(bytes, next);
  return lumps;
}
