import type { NativeFunctions } from './native-functions.ts';

/** What OpenSSL has put down as the reason of a failure. Takes it off its list, which all sessions share. */
export function takeReason(native: NativeFunctions): string {
  const first = native.ERR_get_error();
  native.ERR_clear_error();
  return Number(first) === 0 ? 'unknown' : (native.ERR_reason_error_string(first) ?? `error ${first}`);
}
