import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A load that all generators can make: frames of 64 bytes on TCP. Times are milliseconds, the rate is a device's a second. */
export interface PeerLoad {
  readonly devices: number;
  readonly ramp: number;
  readonly rate: number;
  readonly time: number;
}

/** A program that makes load. */
export interface LoadGenerator {
  readonly name: string;
  /** @param folder For its files. */
  command(port: number, load: PeerLoad, folder: string): readonly string[];
}

export const loadGenerators: readonly LoadGenerator[] = [
  {
    name: 'exproto simulate',
    command: (port, { devices, ramp, rate, time }) => [
      process.execPath,
      createRequire(import.meta.url).resolve('#exproto'),
      'simulate',
      ...['--target', `tcp://127.0.0.1:${port}`, '--workers', '1', '--devices', String(devices)],
      ...['--ramp', `${ramp}ms`, '--phases', `${time}ms@${rate * 60}/m`],
    ],
  },
  {
    name: 'bare loop',
    command: (port, { devices, ramp, rate, time }) => [
      process.execPath,
      fileURLToPath(new URL('./bare-clients.js', import.meta.url)),
      ...[port, devices, ramp, rate, time].map(String),
    ],
  },
  {
    name: 'tsung',
    command(port, load, folder) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'tsung.xml'), tsungFile(port, load));
      return ['tsung', '-f', join(folder, 'tsung.xml'), '-l', folder, 'start'];
    },
  },
];

/** Arrivals of tsung are random, and its devices wait for a reply before they wait for their next message. */
function tsungFile(port: number, { devices, ramp, rate, time }: PeerLoad): string {
  const seconds = Math.ceil(ramp / 1_000);
  const messages = Math.max(1, Math.round((time / 1_000) * rate));
  // Arrivals are drawn at random: a little more than enough, and no more than are wanted.
  const arrivals = (devices / seconds) * 1.3;
  return `<?xml version="1.0"?>
<!DOCTYPE tsung SYSTEM "/usr/share/tsung/tsung-1.0.dtd" []>
<tsung loglevel="emergency">
<clients><client host="localhost" use_controller_vm="true" maxusers="60000"/></clients>
<servers><server host="127.0.0.1" port="${port}" type="tcp"/></servers>
<load><arrivalphase phase="1" duration="${seconds}" unit="second"><users maxnumber="${devices}" arrivalrate="${arrivals}" unit="second"/></arrivalphase></load>
<sessions><session name="echo" probability="100" type="ts_raw">
<for from="1" to="${messages}" var="index">
<request><raw ack="local" datasize="64"/></request><thinktime value="${1 / rate}" random="false"/>
</for>
</session></sessions>
</tsung>
`;
}
