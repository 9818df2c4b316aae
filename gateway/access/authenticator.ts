import { createHash, timingSafeEqual } from 'node:crypto';
import type { UserConfiguration } from '../config/configuration.ts';
import type { Client } from '../core/client.ts';

/** Decides who may be a client. */
export interface Authenticator {
  verify(client: Client, password: string): Promise<boolean>;
}

/** Everybody may. */
export const admitAll: Authenticator = { verify: async () => true };

/** Those may whose name and password stand in the configuration. */
export function admitUsers(users: readonly UserConfiguration[]): Authenticator {
  const digests = new Map(users.map(({ username, password }) => [username, digest(password)]));
  return {
    async verify(client, password) {
      const expected = digests.get(client.username);
      // Compared as digests, of equal length, so that the time tells nothing.
      return timingSafeEqual(digest(password), expected ?? digest('')) && expected !== undefined;
    },
  };
}

function digest(password: string): Buffer {
  return createHash('sha256').update(password).digest();
}
