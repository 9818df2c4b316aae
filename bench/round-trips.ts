import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Clients that each send 64 bytes and wait for them to come back, again and again, for so many milliseconds. */
export async function countRoundTrips(port: number, clients: number, duration: number): Promise<number> {
  const counts = await Promise.all(Array.from({ length: clients }, () => runClient(port, duration)));
  return counts.reduce((sum, each) => sum + each, 0) / (duration / 1000);
}

const request = Buffer.alloc(64, 'x');

async function runClient(port: number, duration: number): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const until = performance.now() + duration;
  let trips = 0;
  while (performance.now() < until) {
    await roundTrip(socket);
    trips += 1;
  }
  socket.destroy();
  return trips;
}

function roundTrip(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    let missing = request.length;
    const receive = (bytes: Buffer) => {
      missing -= bytes.length;
      if (missing > 0) return;
      socket.off('data', receive);
      resolve();
    };
    socket.on('data', receive);
    socket.write(request);
  });
}
