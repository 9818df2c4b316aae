import { type Maximum, type RateStep, written } from '../run/find-maximum.ts';

/** A step of the search, in a line. */
export function renderStep({ rate, outcome, thresholds, sent }: RateStep): string {
  const actual = thresholds.map(({ text, met, actual: value }) => `${met ? '' : 'missed '}${text}: ${value}`);
  return `${written(rate).padStart(9)} each  ${sent.toFixed(0).padStart(7)}/s sent  ${outcome.padEnd(9)}  ${actual.join(', ')}\n`;
}

/** What came of the search, in lines for people. */
export function renderMaximum({ rate, devices, reason, verdict, seed }: Maximum): string {
  const found =
    rate === undefined
      ? 'no rate holds'
      : `highest rate that holds: ${written(rate)} of each of ${devices} devices, ${(rate * devices).toFixed(0)}/s in all`;
  return `${found}, seed ${seed}\n${verdict.toUpperCase()}\n  ${reason}\n`;
}
