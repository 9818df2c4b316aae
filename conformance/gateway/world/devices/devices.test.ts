import { afterEach, describe, expect, it } from 'vitest';
import { pem } from '../../../../fixtures/certificates.ts';
import type { TestConfigurationChanges } from '../../../../fixtures/test-configuration.ts';
import { TestSystem } from '../../../../fixtures/test-system.ts';
import { testSuite } from '../../../../fixtures/test-world.ts';
import { until } from '../../../../fixtures/until.ts';
import { encrypted, streams, type Transport, transports } from '../../../rules/transport.ts';
import type { EncryptedListener, Target } from '../../target/target.ts';
import { type Approach, approach } from './approach.ts';
import { connectDevice } from './connect-device.ts';
import type { Device } from './device.ts';
import { DtlsDevice } from './dtls-device.ts';
import { UdpDevice } from './udp-device.ts';

const demanding = { verify: 'verify_peer', failIfNoPeerCert: true } as const;

/** A gateway whose TLS and DTLS demand certificates. */
const listeners: Record<Transport, TestConfigurationChanges> = {
  tcp: {},
  ssl: { tls: demanding },
  udp: { transport: 'udp' },
  dtls: { dtls: demanding },
};

const certificateOf = (name: string) => ({ certificate: pem(`${name}.pem`), key: pem(`${name}.key`) });

let system: TestSystem;
const devices: Device[] = [];

async function start(transport: Transport): Promise<Target> {
  system = await TestSystem.start(listeners[transport]);
  system.echo();
  const [listener] = system.gateway.listeners;
  if (listener === undefined) throw new Error('the gateway has no listener');
  const declared: EncryptedListener = {
    address: listener.address,
    authorities: pem('ca.pem'),
    serverName: 'localhost',
    device: certificateOf('client'),
    deviceCertificates: 'demanded',
  };
  const refusals = { certificate: certificateOf('other-client') };
  return { ...testSuite().target, listeners: { [transport]: declared }, refusals };
}

/** What a device is told. */
function listening() {
  const heard = { received: '', closed: 0 };
  const events = {
    received: (bytes: Buffer) => {
      heard.received += String(bytes);
    },
    closed: () => {
      heard.closed += 1;
    },
  };
  return { heard, events };
}

async function connect(transport: Transport) {
  const target = await start(transport);
  const { heard, events } = listening();
  const device = await connectDevice(target, transport, events);
  devices.push(device);
  return { device, heard };
}

afterEach(async () => {
  for (const device of devices.splice(0)) device.destroy();
  await system.stop();
});

describe.each(transports)('a device on %s', (transport) => {
  it('sends and receives, with the addresses that the gateway knows', async () => {
    const { device, heard } = await connect(transport);
    await device.write(Buffer.from('hello'));
    await until(() => heard.received === 'hello', 'the echo has come');
    const { request } = await system.handler.untilMethod('OnSocketCreated');
    expect(request.conninfo).toMatchObject({
      socktype: transport.toUpperCase(),
      peername: device.localAddress,
      sockname: { host: device.remoteHost },
    });
  });

  it('does nothing when it has gone', async () => {
    const { device } = await connect(transport);
    device.destroy();
    device.destroy();
    device.end();
    await device.write(Buffer.from('late'));
    expect(devices).toHaveLength(1);
  });
});

describe.each(['tcp', 'ssl', 'dtls'] as const)('a device on %s', (transport) => {
  it('says that it goes', async () => {
    const { device } = await connect(transport);
    const { conn } = await system.handler.untilMethod('OnSocketCreated');
    device.end();
    await system.handler.untilMethod('OnSocketClosed', conn);
  });

  it('sees the gateway close', async () => {
    const { heard } = await connect(transport);
    const { conn } = await system.handler.untilMethod('OnSocketCreated');
    await system.adapter.call('Close', { conn });
    await until(() => heard.closed === 1, 'it is told');
  });
});

describe.each(streams)('a device on %s', (transport) => {
  it('resets its socket', async () => {
    const { device, heard } = await connect(transport);
    const { conn } = await system.handler.untilMethod('OnSocketCreated');
    device.reset();
    await system.handler.untilMethod('OnSocketClosed', conn);
    expect(heard.closed).toBe(0);
  });
});

describe.each(encrypted)('a device on %s that cannot have a connection', (transport) => {
  it.each<Approach>([
    'sends bytes that are no handshake',
    'has no certificate',
    'has a certificate that is not trusted',
  ])('%s', async (how) => {
    const target = await start(transport);
    devices.push(await approach(target, transport, how, listening().events));
    // A device that is let in comes after it.
    const device = await connectDevice(target, transport, listening().events);
    devices.push(device);
    const { request } = await system.handler.untilMethod('OnSocketCreated');
    expect(request.conninfo).toMatchObject({ peername: device.localAddress });
  });
});

it('on UDP hands over to another connection, with a port that was never used before', async () => {
  const { device, heard } = await connect('udp');
  const next = listening();
  if (device instanceof UdpDevice) device.tell(next.events);
  await device.write(Buffer.from('hello'));
  await until(() => next.heard.received === 'hello', 'the echo has come');
  expect(heard.received).toBe('');
});

it('on DTLS makes another handshake from the same port', async () => {
  const { device } = await connect('dtls');
  const { conn } = await system.handler.untilMethod('OnSocketCreated');
  const next = listening();
  expect(device instanceof DtlsDevice && (await device.restart(next.events))).toBe(true);
  await system.handler.untilMethod('OnSocketClosed', conn);
  await device.write(Buffer.from('again'));
  await until(() => next.heard.received === 'again', 'the echo has come');
});
