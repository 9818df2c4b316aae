import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { Random } from '../../random.ts';
import { BadNetwork } from './bad-network.ts';

const [handshake, application] = [22, 23];
const opened: { close(): void }[] = [];

afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

async function open(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  opened.push(socket);
  return socket;
}

async function connect(seed: number) {
  const [gateway, device] = [await open(), await open()];
  const network = await BadNetwork.to({ host: '127.0.0.1', port: gateway.address().port }, new Random(seed));
  opened.push(network);
  const send = (type: number, text: string) =>
    device.send(Buffer.concat([Buffer.of(type), Buffer.from(text)]), network.address.port);
  return { gateway, device, network, send };
}

/** What the gateway gets up to the datagram that says `end`. */
async function textsUntilEnd(gateway: Socket): Promise<readonly string[]> {
  const texts: string[] = [];
  for (;;) {
    const [datagram] = (await once(gateway, 'message')) as [Buffer];
    texts.push(datagram.subarray(1).toString());
    if (texts.at(-1) === 'end') return texts;
  }
}

describe('a bad network', () => {
  it('impairs a handshake, loses no more than two datagrams of it, and does the same for the same seed', async () => {
    const runs: unknown[] = [];
    for (let run = 0; run < 2; run += 1) {
      const { gateway, network, send } = await connect(3);
      for (let index = 0; index < 40; index += 1) send(handshake, String(index));
      send(application, 'end');
      const texts = await textsUntilEnd(gateway);
      expect(texts.length).toBeGreaterThan(40);
      expect(network.counts).toMatchObject({ lost: 2 });
      runs.push([network.counts.lost, network.counts.doubled]);
    }
    expect(runs[0]).toEqual(runs[1]);
  });

  it('catches records, and releases them in another order', async () => {
    const { gateway, network, send } = await connect(1);
    const caught = network.catch(3);
    for (const text of ['a', 'b', 'end']) send(application, text);
    const [first, second, third] = await caught;
    if (first === undefined || second === undefined || third === undefined) throw new Error('one is missing');
    const texts = textsUntilEnd(gateway);
    network.release([second, first, third]);
    expect(await texts).toEqual(['b', 'a', 'end']);
  });

  it('shows the gateway another address of the device than the device has', async () => {
    const { gateway, device, network, send } = await connect(1);
    send(application, 'hello');
    const [, { port }] = (await once(gateway, 'message')) as [Buffer, { port: number }];
    expect(port).toBe(network.seenFrom.port);
    expect(port).not.toBe(device.address().port);
    gateway.send(Buffer.of(application, 1), port);
    const [answer] = (await once(device, 'message')) as [Buffer];
    expect(answer).toEqual(Buffer.of(application, 1));
  });
});
