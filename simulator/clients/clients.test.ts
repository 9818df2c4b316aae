import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import { DtlsServerSocket } from '../../fixtures/dtls-server-socket.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { until } from '../../fixtures/until.ts';
import { type ConnectorOptions, createConnector } from './create-connector.ts';
import type { Connector, DeviceSocket, Target, Transport } from './device-socket.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A server that sends back what it gets, and where its clients come from. */
async function startEcho(
  transport: Transport,
): Promise<{ target: Target; hosts: string[]; sockets: Socket[] }> {
  const [hosts, sockets]: [string[], Socket[]] = [[], []];
  const target = (port: number) => ({ target: { transport, host: '127.0.0.1', port }, hosts, sockets });
  if (transport === 'dtls') {
    const server = await DtlsServerSocket.open();
    endings.push(() => server.close());
    return target(server.port);
  }
  if (transport === 'udp') {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    server.on('message', (bytes, { port, address }) => {
      hosts.push(address);
      server.send(bytes, port, address);
    });
    await once(server, 'listening');
    endings.push(() => server.close());
    return target(server.address().port);
  }
  const accept = (socket: Socket) => {
    hosts.push(socket.remoteAddress ?? '');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  };
  const server =
    transport === 'tls'
      ? createTlsServer({ cert: pem('server.pem'), key: pem('server.key') }, accept)
      : createServer(accept);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return target((server.address() as AddressInfo).port);
}

/** A device's socket, and what it told. */
class Heard {
  readonly bytes: Buffer[] = [];
  opened = 0;
  readonly ends: (string | undefined)[] = [];
  readonly socket: DeviceSocket;

  constructor(connector: Connector, index = 0) {
    this.socket = connector.connect(index, {
      opened: () => {
        this.opened += 1;
      },
      received: (bytes) => this.bytes.push(Buffer.from(bytes)),
      closed: (error) => this.ends.push(error),
    });
    endings.push(() => this.socket.close());
  }

  get text(): string {
    return Buffer.concat(this.bytes).toString();
  }
}

async function connect(target: Target, options: ConnectorOptions = {}, index = 0): Promise<Heard> {
  const connector = await createConnector(target, options);
  endings.push(() => connector.close());
  return new Heard(connector, index);
}

describe.each(['tcp', 'tls', 'udp', 'dtls'] as const)('a device on %s', (transport) => {
  it('sends and hears bytes', async () => {
    const { target } = await startEcho(transport);
    const device = await connect(target);
    await until(() => device.opened === 1, 'it is connected');
    device.socket.write(Buffer.from('hello'));
    await until(() => device.text === 'hello', 'its bytes came back');
    device.socket.write(Buffer.from(' again'));
    await until(() => device.text === 'hello again', 'its bytes came back again');
    expect(device.ends).toEqual([]);
  });

  it('tells that nobody is there, once', async () => {
    const device = await connect({ transport, host: '127.0.0.1', port: await freePort() });
    if (transport === 'udp') {
      await until(() => device.opened === 1, 'its socket is open');
      device.socket.write(Buffer.from('anyone?'));
    }
    await until(() => device.ends.length > 0, 'it is told');
    expect(device.ends).toEqual(['ECONNREFUSED']);
    device.socket.write(Buffer.from('lost'));
    device.socket.close();
  });
});

describe.each(['tcp', 'udp', 'tls'] as const)('source addresses on %s', (transport) => {
  it('are taken in turn', async () => {
    const { target, hosts } = await startEcho(transport);
    const sources = ['127.0.0.2', '127.0.0.3'];
    for (const index of [0, 1, 2]) {
      const device = await connect(target, { sources }, index);
      await until(() => device.opened === 1, 'it is connected');
      device.socket.write(Buffer.from('x'));
      await until(() => device.text === 'x', 'its byte came back');
    }
    expect(hosts).toEqual(['127.0.0.2', '127.0.0.3', '127.0.0.2']);
  });
});

describe.each(['tls', 'dtls'] as const)('credentials on %s', (transport) => {
  it('are taken where the authority is right', async () => {
    const { target } = await startEcho(transport);
    const device = await connect(target, { credentials: { ca: pem('ca.pem') } });
    await until(() => device.opened === 1, 'it is connected');
  });

  it('refuse a target of another authority', async () => {
    const { target } = await startEcho(transport);
    const device = await connect(target, { credentials: { ca: pem('other-ca.pem') } });
    await until(() => device.ends.length > 0, 'it has refused');
    expect([device.opened, device.ends.length]).toEqual([0, 1]);
  });

  it('that can not be read are named', async () => {
    const target = { transport, host: '127.0.0.1', port: 1 };
    await expect(createConnector(target, { credentials: { cert: 'x', key: 'y' } })).rejects.toThrow(
      expect.objectContaining({ code: 'CREDENTIALS_UNUSABLE' }),
    );
  });
});

describe('a stream', () => {
  it('tells that the target has left', async () => {
    const { target, sockets } = await startEcho('tcp');
    const device = await connect(target);
    await until(() => sockets.length === 1, 'it is there');
    sockets[0]?.end();
    await until(() => device.ends.length > 0, 'it is told');
    expect(device.ends).toEqual([undefined]);
  });

  it('reads nothing while it is paused', async () => {
    const { target } = await startEcho('tcp');
    const [slow, other] = [await connect(target), await connect(target)];
    await until(() => slow.opened + other.opened === 2, 'both are connected');
    slow.socket.pause(true);
    slow.socket.write(Buffer.from('slow'));
    for (const round of [1, 2, 3]) {
      other.socket.write(Buffer.from('x'));
      await until(() => other.text.length === round, 'the other one is served');
    }
    expect(slow.text).toBe('');
    slow.socket.pause(false);
    await until(() => slow.text === 'slow', 'it reads again');
  });

  it('is not told of its own leaving', async () => {
    const { target, sockets } = await startEcho('tcp');
    const device = await connect(target);
    await until(() => sockets.length === 1, 'it is there');
    device.socket.close();
    await until(() => sockets[0]?.destroyed === true, 'the target has seen it leave');
    expect(device.ends).toEqual([]);
  });
});
