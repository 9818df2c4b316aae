import type { Socket } from 'node:net';
import type { ConnectionInfo } from '../core/callback.ts';
import type { AcceptConnection } from './listener.ts';
import { TcpDeviceSocket } from './tcp-device-socket.ts';

/** Makes a connection of a stream, encrypted or not, and lets it begin. */
export function attachStream(socket: Socket, info: ConnectionInfo, accept: AcceptConnection): void {
  const device = new TcpDeviceSocket(socket);
  const connection = accept(info, device);
  device.closed = () => connection.dispatch({ type: 'socketClosed' });
  socket.on('data', (bytes: Buffer) => connection.dispatch({ type: 'bytes', bytes }));
  socket.on('end', () => connection.dispatch({ type: 'peerEnded' }));
  // 'close' follows, and tells the connection.
  socket.on('error', () => undefined);
  socket.on('close', () => connection.dispatch({ type: device.ending ? 'socketClosed' : 'socketLost' }));
  connection.open();
}
