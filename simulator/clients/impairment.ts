import { invalidOption } from '../invalid-option.ts';

/** What the network does to datagrams, in both directions. Parts are from 0 to 1. */
export interface Impairment {
  readonly loss: number;
  readonly duplication: number;
  /** The part that is held back until another has overtaken it. */
  readonly reordering: number;
  /** The most that a datagram takes longer, in milliseconds; how much is by chance. */
  readonly delay: number;
}

const none: Impairment = { loss: 0, duplication: 0, reordering: 0, delay: 0 };

/**
 * Reads `loss=1%,duplication=1%,reordering=2%,delay=20ms`; what is missing is none.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function parseImpairment(text: string): Impairment {
  const given = text.split(',').map((part) => {
    const [, name, percent] = /^(loss|duplication|reordering)=(\d+(?:\.\d+)?)%$/.exec(part.trim()) ?? [];
    if (name !== undefined && Number(percent) <= 100) return [name, Number(percent) / 100];
    const [, delay] = /^delay=(\d{1,5})ms$/.exec(part.trim()) ?? [];
    if (delay !== undefined) return ['delay', Number(delay)];
    const remedy = 'give some of loss=1%, duplication=1%, reordering=2%, delay=20ms';
    throw invalidOption('--impair', text, `${part.trim()} is none: ${remedy}`);
  });
  return { ...none, ...Object.fromEntries(given) };
}
