import { ignored, type KeyRules, taken } from './key-rule.ts';
import { serverSslKeys } from './ssl-keys.ts';

/** The keys of `dtls_options`. */
export const dtlsKeys: KeyRules = {
  ...serverSslKeys,
  versions: taken('only DTLS 1.2 is offered; another version is left out, with a warning'),
  honor_cipher_order: ignored('the order of the listener decides', true),
};
