import { cpus } from 'node:os';
import { certification } from './certification.ts';
import { coreSteps } from './core-steps.ts';
import { echo } from './echo.ts';
import { idleConnections } from './idle-connections.ts';

process.stdout.write(
  `Node.js ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}\n`,
);
for (const { name, run } of [coreSteps, echo, idleConnections, certification]) {
  process.stdout.write(`\n${name}\n`);
  for (const { what, value, beside } of await run()) {
    process.stdout.write(`  ${what.padEnd(44)} ${value.padStart(12)}   ${beside}\n`);
  }
}
