import { describe, expect, it, onTestFinished } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import { DatagramImpairer } from '../../fixtures/datagram-impairer.ts';
import { trustingDtls } from '../../fixtures/dtls-pair.ts';
import { DtlsSystem, recordsOf } from '../../fixtures/dtls-system.ts';
import { testConfiguration } from '../../fixtures/test-configuration.ts';
import { until } from '../../fixtures/until.ts';
import { defaultListener } from '../config/default-configuration.ts';
import type { Parts } from '../parts.ts';
import { type DtlsListener, listenDtls } from './dtls-listener.ts';

const { limits } = defaultListener();

describe('the limits of a DTLS listener', () => {
  it('let in as many devices as there are places, and the next when one has gone', async () => {
    const dtls = await DtlsSystem.start({ listener: { limits: { ...limits, maxConnections: 1 } } });
    const first = await dtls.connect();
    await dtls.connOf(first);
    await expect(dtls.connect(trustingDtls, 200)).rejects.toThrow('no handshake');
    expect(dtls.refusals?.max_connections).toBeGreaterThan(0);
    // The one that is in may begin anew.
    await first.handshake();
    await first.close();
    await dtls.system.untilForgotten();
    await dtls.connOf(await dtls.connect());
  });

  it('count a handshake as a connection, until it fails', async () => {
    const dtls = await DtlsSystem.start({
      listener: { limits: { ...limits, maxConnections: 1 } },
      dtls: { handshakeTimeout: 300 },
    });
    const network = await DatagramImpairer.open(dtls.address, { seed: 1 });
    network.admit = (datagram, towards) => towards === 'server' || datagram[13] === 3;
    onTestFinished(() => network.close());
    const dawdler = dtls.connect(trustingDtls, 250, { host: '127.0.0.1', port: network.port }).catch(String);
    await until(() => network.counts.lost > 0, 'its handshake is under way');
    await expect(dtls.connect(trustingDtls, 50)).rejects.toThrow('no handshake');
    expect(dtls.refusals?.max_connections).toBe(1);
    expect(await dawdler).toContain('no handshake');
    await dtls.connOf(await dtls.connect());
  });

  it('drop what comes from addresses that are denied', async () => {
    const accessRules = [{ permit: 'deny', from: { address: '127.0.0.0', prefix: 8 } }] as const;
    const dtls = await DtlsSystem.start({ listener: { limits: { ...limits, accessRules } } });
    await expect(dtls.connect(trustingDtls, 100)).rejects.toThrow('no handshake');
    expect(dtls.refusals?.access_denied).toBe(1);
    expect(dtls.system.gateway.connectionCount).toBe(0);
  });

  it('hold for a device that begins anew, too', async () => {
    const dtls = await DtlsSystem.start({
      listener: { limits: { ...limits, connectionRate: { rate: 0.001, burst: 2 } } },
    });
    const device = await dtls.connect();
    await device.handshake();
    const third = device.handshake().catch(String);
    await until(() => dtls.refusals?.max_conn_rate === 1, 'it is refused');
    device.destroy();
    await third;
  });
});

describe('the reload of a DTLS listener', () => {
  it('takes new certificates and limits, and keeps the sessions', async () => {
    let listener: DtlsListener | undefined;
    const listen: Parts['listen'] = async (configuration, accept, environment) => {
      if (configuration.transport !== 'dtls') throw new Error('another listener was not expected');
      listener = await listenDtls(configuration, accept, environment);
      return listener;
    };
    const dtls = await DtlsSystem.start({}, { listen });
    dtls.system.echo();
    const device = await dtls.connect();
    const configuration = testConfiguration({
      dtls: { certificate: pem('other-client.pem'), key: pem('other-client.key') },
      listener: { limits: { ...limits, maxConnections: 2 } },
    }).listeners[0];
    if (configuration === undefined) throw new Error('there is no configuration');
    listener?.reload(configuration);
    const renewed = await dtls.connect({ verify: false });
    expect(renewed.peerCertificate?.subject).toContain('CN=Client');
    await expect(dtls.connect({ verify: false }, 100)).rejects.toThrow('no handshake');
    const records = recordsOf(device);
    await device.send('still here');
    await until(() => records.length === 1, 'the old session goes on');
  });
});
