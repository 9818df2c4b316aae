import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { DeviceCertificate, EncryptedListener } from '../../target/target.ts';
import { connectTime, type Device, type DeviceEvents, unreachable } from './device.ts';
import { openSocket, StreamDevice } from './stream-device.ts';

/**
 * A device that has made its handshake.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`, also where the handshake fails
 */
export async function connectTls(listener: EncryptedListener, events: DeviceEvents): Promise<Device> {
  const socket = await openSocket(listener.address, 'ssl');
  const stream = beginHandshake(socket, listener, listener.device);
  const timer = setTimeout(() => stream.destroy(new Error('no handshake')), connectTime);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.once('secureConnect', resolve);
      stream.once('error', reject);
      stream.once('close', () => reject(new Error('the gateway closed during the handshake')));
    });
  } catch (cause) {
    socket.destroy();
    throw unreachable('ssl', listener.address, cause);
  } finally {
    clearTimeout(timer);
  }
  stream.removeAllListeners('error').removeAllListeners('close');
  return new StreamDevice(socket, stream, events);
}

/**
 * A device that tries a handshake with another certificate, or with none, whatever comes of it.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE`
 */
export async function tryTls(
  listener: EncryptedListener,
  certificate: DeviceCertificate | undefined,
  events: DeviceEvents,
): Promise<Device> {
  const socket = await openSocket(listener.address, 'ssl');
  const stream = beginHandshake(socket, listener, certificate);
  return new StreamDevice(socket, stream, events);
}

function beginHandshake(
  socket: Socket,
  { address, authorities, serverName }: EncryptedListener,
  device: DeviceCertificate | undefined,
): TLSSocket {
  // A gateway that breaks off resets the socket below.
  socket.on('error', () => undefined);
  return connect({
    socket,
    host: address.host,
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(authorities === undefined ? { rejectUnauthorized: false } : { ca: authorities }),
    ...(device === undefined ? {} : { cert: device.certificate, key: device.key }),
  });
}
