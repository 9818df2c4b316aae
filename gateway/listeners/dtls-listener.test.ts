import { describe, expect, it } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import { presentingDtls, trustingDtls } from '../../fixtures/dtls-pair.ts';
import { DtlsSystem, recordsOf } from '../../fixtures/dtls-system.ts';
import { until } from '../../fixtures/until.ts';
import type { DtlsEnd } from '../dtls/index.ts';

describe('a DTLS listener', () => {
  it('announces a device after its handshake, before it has sent anything', async () => {
    const dtls = await DtlsSystem.start();
    const device = await dtls.connect();
    await dtls.connOf(device);
    const { conninfo } = dtls.system.handler.callbacks[0]?.request ?? {};
    expect(conninfo).toMatchObject({
      socktype: 'DTLS',
      peername: { host: '127.0.0.1', port: device.port },
      sockname: dtls.address,
    });
    expect(conninfo).toMatchObject({ peercert: null });
  });

  it('names the device by its certificate', async () => {
    const dtls = await DtlsSystem.start({ dtls: { verify: 'verify_peer', failIfNoPeerCert: true } });
    await dtls.connOf(await dtls.connect(presentingDtls('client')));
    expect(dtls.system.handler.callbacks[0]?.request.conninfo).toMatchObject({
      peercert: { cn: 'Client', dn: 'CN=Client,O=EMQ,ST=hangzhou,C=CN' },
    });
  });

  it.each(['other-client', 'expired-client'])(
    'refuses the certificate of %s, without a callback',
    async (name) => {
      const dtls = await DtlsSystem.start({ dtls: { verify: 'verify_peer' } });
      await expect(dtls.connect(presentingDtls(name))).rejects.toThrow('alert');
      await dtls.connOf(await dtls.connect());
      expect(dtls.system.handler.methods()).toEqual(['OnSocketCreated']);
    },
  );

  it('serves devices that know a key', async () => {
    const psk = { identity: 'meter', key: Buffer.alloc(16, 7) };
    const dtls = await DtlsSystem.start({ dtls: { psk: [psk] } });
    dtls.system.echo();
    const device = await dtls.connect({ psk });
    const records = recordsOf(device);
    await device.send('hello');
    await until(() => records.length === 1, 'it is echoed');
    expect(records).toEqual(['hello']);
  });

  it('has one event for each record, and one record for each Send', async () => {
    const dtls = await DtlsSystem.start();
    dtls.system.echo();
    const device = await dtls.connect();
    const records = recordsOf(device);
    for (const text of ['a', 'bc', 'def']) await device.send(text);
    await until(() => records.length === 3, 'all are echoed');
    expect(dtls.datagramsOf(await dtls.connOf(device))).toEqual(['a', 'bc', 'def']);
    expect(records).toEqual(['a', 'bc', 'def']);
  });

  it('takes and sends the largest record, and refuses a larger one', async () => {
    const dtls = await DtlsSystem.start();
    dtls.system.echo();
    const device = await dtls.connect();
    const records = recordsOf(device);
    const conn = await dtls.connOf(device);
    await device.send('x'.repeat(16_384));
    await until(() => records.length === 1, 'it is echoed');
    expect(records[0]).toHaveLength(16_384);
    const answer = await dtls.system.adapter.send(conn, Buffer.alloc(16_385));
    expect(answer).toMatchObject({ code: 'PARAMS_TYPE_ERROR', message: expect.stringContaining('16384') });
    expect(await dtls.system.adapter.send(conn, 'after')).toMatchObject({ code: 'SUCCESS' });
    await until(() => records.length === 2, 'the session goes on');
  });

  it('sends nothing for an empty Send', async () => {
    const dtls = await DtlsSystem.start();
    const device = await dtls.connect();
    const records = recordsOf(device);
    const conn = await dtls.connOf(device);
    expect(await dtls.system.adapter.send(conn, '')).toMatchObject({ code: 'SUCCESS' });
    await dtls.system.adapter.send(conn, 'after');
    await until(() => records.length > 0, 'what follows has come');
    expect(records).toEqual(['after']);
  });

  it('tells the handler that a device has closed, after what it sent', async () => {
    const dtls = await DtlsSystem.start();
    const device = await dtls.connect();
    const conn = await dtls.connOf(device);
    await device.send('last words');
    await device.close();
    const { request } = await dtls.system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('ssl_closed');
    expect(dtls.system.handler.methods(conn)).toEqual([
      'OnSocketCreated',
      'OnReceivedBytes',
      'OnSocketClosed',
    ]);
  });

  it('tells a device that it is closed, after what was sent before', async () => {
    const dtls = await DtlsSystem.start();
    const device = await dtls.connect();
    const records = recordsOf(device);
    const end = new Promise<DtlsEnd>((resolve) => {
      device.ended = resolve;
    });
    const conn = await dtls.connOf(device);
    await Promise.all([
      dtls.system.adapter.send(conn, 'last words'),
      dtls.system.adapter.call('Close', { conn }),
    ]);
    expect(await end).toEqual({ kind: 'closed' });
    expect(records).toEqual(['last words']);
    const { request } = await dtls.system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('normal');
  });

  it('ends the old connection of a device that begins anew from the same port', async () => {
    const dtls = await DtlsSystem.start();
    const device = await dtls.connect();
    const old = await dtls.connOf(device);
    await device.handshake();
    const { request } = await dtls.system.handler.untilMethod('OnSocketClosed', old);
    expect(request.reason).toBe('ssl_closed');
    await until(() => dtls.connsOf(device).length === 2, 'the new one is announced');
    const fresh = await dtls.connOf(device);
    await device.send('again');
    await until(() => dtls.datagramsOf(fresh).length === 1, 'the new one is served');
    expect(await dtls.system.adapter.send(old, 'x')).toMatchObject({ code: 'CONN_PROCESS_NOT_ALIVE' });
    expect(dtls.system.gateway.connectionCount).toBe(1);
  });

  it('drops records of a device whose handler lags behind, and serves the others', async () => {
    const dtls = await DtlsSystem.start();
    const device = await dtls.connect();
    const release = dtls.system.handler.hold(
      ({ method, request }) => method === 'OnReceivedBytes' && String(request.bytes) === 'first',
    );
    const conn = await dtls.connOf(device);
    await device.send('first');
    await dtls.system.handler.untilMethod('OnReceivedBytes', conn);
    for (let sent = 0; sent < 20; sent += 1) await device.send('x'.repeat(16_000));
    const other = await dtls.connect();
    await other.send('other');
    const otherConn = await dtls.connOf(other);
    await until(() => dtls.datagramsOf(otherConn).length === 1, 'the other is served');
    release();
    await device.send('after');
    await until(() => dtls.datagramsOf(conn).length > 1, 'what waited has come');
    await dtls.system.untilAnswered();
    expect(dtls.datagramsOf(conn).length).toBeLessThan(21);
  });

  it('ends a device that is silent for idle_timeout', async () => {
    const dtls = await DtlsSystem.start({ listener: { idleTimeout: 200 } });
    const conn = await dtls.connOf(await dtls.connect());
    const { request } = await dtls.system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('idle_timeout');
  });

  it('tells the handler and the devices the end when the gateway stops', async () => {
    const dtls = await DtlsSystem.start();
    const ends: DtlsEnd[] = [];
    for (const device of [await dtls.connect(), await dtls.connect()]) {
      device.ended = (end) => ends.push(end);
      await dtls.connOf(device);
    }
    await dtls.system.gateway.stop();
    expect(dtls.system.handler.methods().filter((method) => method === 'OnSocketClosed')).toHaveLength(2);
    await until(() => ends.length === 2, 'both devices have heard');
    // The port is free again.
    await DtlsSystem.start({ listener: { bind: dtls.address } });
  });
});

it('serves DTLS on IPv6', async () => {
  const dtls = await DtlsSystem.start({ listener: { bind: { host: '::1', port: 0 } } });
  dtls.system.echo();
  const device = await dtls.connect({ ...trustingDtls, servername: '::1' });
  const records = recordsOf(device);
  await device.send('six');
  await until(() => records.length === 1, 'it is echoed');
});

it('says which listener can not use its certificate', async () => {
  const broken = DtlsSystem.start({ dtls: { key: pem('client.key') } });
  await expect(broken).rejects.toMatchObject({
    code: 'TLS_UNUSABLE',
    message: expect.stringContaining("listener dtls.default: the private key can't be used for DTLS"),
  });
});
