import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { certificateFile } from '../../fixtures/certificates.ts';
import { TestSystem } from '../../fixtures/test-system.ts';

it('serves a device that is the OpenSSL of this machine', async () => {
  const system = await TestSystem.start({ tls: { verify: 'verify_peer', failIfNoPeerCert: true } });
  onTestFinished(() => system.stop());
  system.echo();
  const { port } = system.gateway.listeners[0]?.address ?? { port: 0 };
  const client = spawn('openssl', [
    ...['s_client', '-connect', `127.0.0.1:${port}`, '-quiet', '-verify_return_error', '-no_ign_eof'],
    ...['-CAfile', certificateFile('ca.pem'), '-verify_hostname', 'localhost'],
    ...['-cert', certificateFile('client.pem'), '-key', certificateFile('client.key')],
  ]);
  onTestFinished(() => void client.kill());
  let output = '';
  client.stdout.on('data', (bytes: Buffer) => {
    output += bytes;
  });
  client.stdin.write('hello\n');
  await expect.poll(() => output, { timeout: 8_000 }).toContain('hello');
  client.stdin.end();
  const { request } = await system.handler.untilMethod('OnSocketCreated');
  expect(request.conninfo).toMatchObject({ socktype: 'SSL', peercert: { cn: 'Client' } });
  const closed = await system.handler.untilMethod('OnSocketClosed');
  expect(closed.request.reason).toBe('ssl_closed');
});
