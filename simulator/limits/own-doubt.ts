import { ownRemedy } from '../clients/own-errors.ts';

/** What errors that only this machine can have made leave in doubt; undefined where there is none. */
export function ownDoubt(errors: Iterable<string | undefined>): string | undefined {
  for (const error of errors) {
    const remedy = error === undefined ? undefined : ownRemedy(error);
    if (remedy !== undefined) return `this machine had no more: ${error}: ${remedy}`;
  }
  return undefined;
}
