import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { parseCapture } from './capture.ts';
import { formatCapture, recordSession } from './record-session.ts';

it('says where it can not listen', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const at = { host: '127.0.0.1', port };
  await expect(recordSession(at, at)).rejects.toThrow(
    `--listen 127.0.0.1:${port}: EADDRINUSE: give an address`,
  );
  taken.close();
});

it('passes on what devices and a gateway say, and keeps what the first one says', async () => {
  const gateway = createServer((socket) => socket.on('data', (bytes) => socket.write(`re: ${bytes}`)));
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const address = gateway.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const recorder = await recordSession({ host: '127.0.0.1', port: 0 }, { host: '127.0.0.1', port });
  const ask = async (text: string) => {
    const device = connect(recorder.port, '127.0.0.1');
    device.write(text);
    const [answer] = (await once(device, 'data')) as [Buffer];
    return { device, answer: String(answer) };
  };
  const first = await ask('login a\n');
  const second = await ask('login b\n');
  expect([first.answer, second.answer]).toEqual(['re: login a\n', 're: login b\n']);
  const closed = [first, second].map(({ device }) => once(device, 'close'));
  await recorder.stop();
  await Promise.all(closed);
  gateway.close();
  const expected = [
    { from: 'device', bytes: Buffer.from('login a\n') },
    { from: 'handler', bytes: Buffer.from('re: login a\n') },
  ];
  expect(recorder.captured).toEqual(expected);
  expect(parseCapture(formatCapture(recorder.captured), 'c')).toEqual(expected);
});
