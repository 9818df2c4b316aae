import { parseDuration } from '../gateway/config/parse-duration.ts';
import { invalidOption, parseFrequency } from '../simulator/index.ts';

export function duration(option: string, text: string, least: 0 | 1): number {
  const parsed = parseDuration(text, least);
  if ('problem' in parsed) throw invalidOption(option, text, parsed.problem);
  return parsed.value;
}

export function rateOf(option: string, text: string): number {
  const rate = parseFrequency(text);
  if (rate === undefined)
    throw invalidOption(option, text, 'give a rate with its unit, such as 1/s, 6/m or 10/h');
  return rate;
}

export function percent(option: string, text: string): number {
  const number = Number(/^(\d+(?:\.\d+)?)%$/.exec(text)?.[1] ?? Number.NaN);
  if (!(number <= 100)) throw invalidOption(option, text, 'give 0% to 100%');
  return number / 100;
}

export function integer(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw invalidOption(option, text, `give a whole number from ${least} to ${most}`);
  return number;
}
