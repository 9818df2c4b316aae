import { connectDevice } from './device.ts';
import type { Transport } from './transport.ts';

const request = Buffer.alloc(64, 'x');

/** Round trips a second of clients that send 64 bytes and wait for them to come back, for so many milliseconds. */
export async function countRoundTrips(
  transport: Transport,
  port: number,
  clients: number,
  duration: number,
): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: clients }, () => exchange(transport, port, duration)),
  );
  return counts.reduce((sum, each) => sum + each, 0) / (duration / 1000);
}

async function exchange(transport: Transport, port: number, duration: number): Promise<number> {
  const device = await connectDevice(transport, port);
  const until = performance.now() + duration;
  let trips = 0;
  while (performance.now() < until) {
    await device.roundTrip(request);
    trips += 1;
  }
  await device.close();
  return trips;
}

/** Connections a second that each connect, send 64 bytes, see them come back and close, so many at a time. */
export async function countConnections(
  transport: Transport,
  port: number,
  atOnce: number,
  duration: number,
): Promise<number> {
  const until = performance.now() + duration;
  let connections = 0;
  const visit = async () => {
    while (performance.now() < until) {
      const device = await connectDevice(transport, port);
      await device.roundTrip(request);
      await device.close();
      connections += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, visit));
  return connections / (duration / 1000);
}
