import { readFileSync } from 'node:fs';
import { type DeviceCredentials, invalidOption } from '../simulator/index.ts';

/** Files in PEM, as options name them. */
export interface CredentialFiles {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly servername?: string | undefined;
}

/**
 * Reads certificates and keys.
 *
 * @param prefix What the names of the options begin with.
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function readCredentials(
  { ca, cert, key, servername }: CredentialFiles,
  prefix = '--',
): DeviceCredentials {
  if ((cert === undefined) !== (key === undefined))
    throw invalidOption(
      `${prefix}cert and ${prefix}key`,
      cert ?? key ?? '',
      'a certificate and its key are needed together',
    );
  return {
    ...(ca === undefined ? {} : { ca: file(`${prefix}ca`, ca) }),
    ...(cert === undefined ? {} : { cert: file(`${prefix}cert`, cert) }),
    ...(key === undefined ? {} : { key: file(`${prefix}key`, key) }),
    ...(servername === undefined ? {} : { servername }),
  };
}

function file(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw invalidOption(option, path, 'it can not be read: give a PEM file', cause);
  }
}
