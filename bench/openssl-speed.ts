import { execFileSync } from 'node:child_process';

/**
 * Full handshakes a second that one core allows a server with a P-256 key, by `openssl speed`: each
 * costs it one signature and, for the key exchange by X25519, a key and a shared secret.
 */
export function handshakeLimit(): number {
  const output = execFileSync('openssl', ['speed', '-seconds', '1', 'ecdsap256', 'ecdhx25519'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const signatures = Number(/ecdsa \(nistp256\)\s+\S+\s+\S+\s+([\d.]+)/.exec(output)?.[1]);
  const exchanges = Number(/ecdh \(X25519\)\s+\S+\s+([\d.]+)/.exec(output)?.[1]);
  return 1 / (1 / signatures + 2 / exchanges);
}
