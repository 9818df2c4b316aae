import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExproto } from '../fixtures/run-exproto.ts';

const simulate = (...options: readonly string[]) => runExproto('simulate', ...options);

describe('exproto simulate, before there is any load', () => {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  let port = 0;
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  it.each([
    [
      'an address of another machine',
      ['--source', '127.0.0.1,192.0.2.7'],
      /^exproto: --source 192.0.2.7: no device can connect from it \(EADDRNOTAVAIL\): give addresses of this machine /,
    ],
    [
      'a process that is gone',
      ['--target-pid', '2147483646'],
      /^exproto: --target-pid 2147483646: there is no such process on this machine: give /,
    ],
  ])('names %s', async (_, options, message) => {
    const { code, errors } = await simulate('--target', `tcp://127.0.0.1:${port}`, ...options);
    expect(errors).toMatch(message);
    expect(code).toBe(2);
  });

  it('names a target from which nothing comes, when it was given no threshold', async () => {
    const load = [
      '--devices',
      '2',
      '--ramp',
      '0s',
      '--for',
      '1s',
      '--reply-timeout',
      '100ms',
      '--late-after',
      '10s',
    ];
    const { code, output } = await simulate('--target', `tcp://127.0.0.1:${port}`, ...load);
    expect(output).toMatch(/FAILED\n {2}no message had its reply, 2 are lost: see that the handler runs/);
    expect(code).toBe(1);
  });
});
