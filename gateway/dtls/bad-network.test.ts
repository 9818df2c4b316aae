import { expect, it } from 'vitest';
import { connectDtls, impair, openDtlsServer, presentingDtls } from '../../fixtures/dtls-pair.ts';
import type { DtlsClientSocket } from './index.ts';

/** Sends words until they come back: any one of them may be lost. */
function insist(client: DtlsClientSocket, words: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => void client.send(words), 50);
    client.received = (bytes) => {
      if (String(bytes) !== words) return;
      clearInterval(timer);
      resolve();
    };
  });
}

const mutual = { verify: 'verify_peer', failIfNoPeerCert: true } as const;

it.each([
  { name: 'that loses a fifth, doubles and reorders', seed: 3, loss: 0.2, duplication: 0.1, reordering: 0.2 },
  { name: 'that doubles and reorders', seed: 4, duplication: 0.3, reordering: 0.5 },
])(
  'DTLS gets through a network $name',
  async (impairment) => {
    const options = { retransmitAfter: 60, handshakeTimeout: 60_000, mtu: 500 };
    const server = await openDtlsServer({ credentials: mutual, options });
    const network = await impair(server, impairment);
    const clients = await Promise.all(
      Array.from({ length: 20 }, () => connectDtls(network, presentingDtls('client'), options)),
    );
    await Promise.all(clients.map((client, index) => insist(client, `words of ${index}`)));
    expect(server.sessions).toHaveLength(20);
    expect(server.handshakes).toBe(0);
    expect(server.ends).toEqual([]);
    expect(network.counts.duplicated).toBeGreaterThan(0);
    expect(network.counts.delayed).toBeGreaterThan(0);
    expect(network.counts.lost > 0).toBe('loss' in impairment);
  },
  90_000,
);
