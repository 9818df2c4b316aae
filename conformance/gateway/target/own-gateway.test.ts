import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startOwnGateway } from './own-gateway.ts';

const handler = { host: '127.0.0.1', port: 9001 };

/** A program in the gateway's place; `--` keeps Node from taking the gateway's options for its own. */
const program = (script: string) => ({ command: ['node', '-e', script, '--'] as const });

/** Prints its configuration as it goes, as the gateway prints its addresses. */
const gateway = `
  const file = process.argv[process.argv.indexOf('--config') + 1];
  console.log('file ' + file);
  console.log(require('node:fs').readFileSync(file, 'utf8'));
  const limited = ['tcp.few', 'tcp.rare', 'tcp.slow', 'tcp.denied', 'tls.few', 'tls.denied', 'udp.few', 'udp.denied'];
  for (const [index, name] of ['tcp.certify', 'tls.certify', 'udp.certify', 'udp.idle', 'dtls.certify', ...limited].entries())
    console.log('listening  ' + name + ' 127.0.0.1:' + (7993 + index));
  console.log('adapter    127.0.0.1:9100');
  console.log('ready');
  setInterval(() => undefined, 1_000);
`;

describe('startOwnGateway', () => {
  it('reads from the output where the gateway is, and leaves no file behind', async () => {
    const { target, process } = await startOwnGateway(handler, 'ConnectionHandler', program(gateway));
    expect(target).toMatchObject({
      listeners: {
        tcp: {
          address: { host: '127.0.0.1', port: 7993 },
          limited: {
            connections: { address: { port: 7998 } },
            connectionRate: { address: { port: 7999 } },
            throughput: { address: { port: 8000 } },
            denied: { address: { port: 8001 } },
          },
        },
        ssl: { address: { host: '127.0.0.1', port: 7994 }, deviceCertificates: 'demanded' },
        udp: {
          address: { host: '127.0.0.1', port: 7995 },
          idle: { address: { host: '127.0.0.1', port: 7996 }, timeout: 2_000 },
        },
        dtls: { address: { host: '127.0.0.1', port: 7997 }, deviceCertificates: 'demanded' },
      },
      adapter: { host: '127.0.0.1', port: 9100 },
      handler: { listen: handler, service: 'ConnectionHandler' },
    });
    const output = await process.untilOutput(/^handler:/m);
    expect(output).toContain('url: "http://127.0.0.1:9001", service: ConnectionHandler');
    await process.stop();
    expect(existsSync(/^file (.*)$/m.exec(output)?.[1] ?? '')).toBe(false);
  });

  it('says why the gateway did not get ready', async () => {
    const failing = program("console.error('the port is taken'); process.exit(1)");
    await expect(startOwnGateway(handler, 'ConnectionUnaryHandler', failing)).rejects.toMatchObject({
      code: 'TARGET_DID_NOT_START',
      message: expect.stringContaining('the port is taken'),
    });
  });
});
