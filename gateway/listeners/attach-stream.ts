import type { Socket } from 'node:net';
import type { ConnectionInfo } from '../core/callback.ts';
import type { AcceptConnection } from './listener.ts';
import type { ListenerThrottle } from './listener-throttle.ts';
import { TcpDeviceSocket } from './tcp-device-socket.ts';

/** Makes a connection of a stream, encrypted or not, and lets it begin. */
export type AttachStream = (socket: Socket, info: ConnectionInfo, accept: AcceptConnection) => void;

/** Attaches streams that are read as fast as the limits of their listener allow. */
export function createAttach(throttle: ListenerThrottle): AttachStream {
  return (socket, info, accept) => {
    const reading = throttle.read(socket);
    const device = new TcpDeviceSocket(socket, reading);
    const connection = accept(info, device);
    device.closed = () => connection.dispatch({ type: 'socketClosed' });
    reading.received = (bytes) => connection.dispatch({ type: 'bytes', bytes });
    reading.throttled = (active) => connection.dispatch({ type: 'throttled', active });
    socket.on('end', () => connection.dispatch({ type: 'peerEnded' }));
    // 'close' follows, and tells the connection.
    socket.on('error', () => undefined);
    socket.on('close', () => connection.dispatch({ type: device.ending ? 'socketClosed' : 'socketLost' }));
    connection.open();
  };
}
