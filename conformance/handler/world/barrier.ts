import type { Surroundings } from './performance.ts';

/** A device comes and goes: whoever serves it from beginning to end has had its turn for what came before. */
export async function barrier(
  { gateway, conns, service }: Pick<Surroundings, 'gateway' | 'conns' | 'service'>,
  untilIdle: (conn: string) => Promise<void>,
): Promise<void> {
  const device = gateway.connect({ transport: 'tcp', service, created: 'first' });
  conns.own(device.conn, 'barrier');
  try {
    device.open();
    await untilIdle(device.conn);
    device.finish();
    await untilIdle(device.conn);
  } finally {
    gateway.forget(device);
  }
}
