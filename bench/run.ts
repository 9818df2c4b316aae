import { cpus } from 'node:os';
import { certification } from './certification.ts';
import { connections } from './connections.ts';
import { coreSteps } from './core-steps.ts';
import { echo } from './echo.ts';
import { idleConnections } from './idle-connections.ts';
import { limits } from './limits.ts';
import { memoryEngine } from './memory-engine.ts';
import { simulatedDevices } from './simulated-devices.ts';
import { simulatorAccuracy } from './simulator-accuracy.ts';
import { simulatorPeers } from './simulator-peers.ts';
import { verification } from './verification.ts';

const benchmarks = [
  coreSteps,
  memoryEngine,
  connections,
  echo,
  limits,
  idleConnections,
  certification,
  verification,
  simulatorAccuracy,
  simulatorPeers,
  simulatedDevices,
];
// npm run bench -- echo: only those whose name has the word.
const word = process.argv[2] ?? '';
const chosen = benchmarks.filter(({ name }) => name.includes(word));
if (chosen.length === 0) {
  const names = benchmarks.map(({ name }) => `"${name}"`).join(', ');
  process.stderr.write(`no benchmark has "${word}" in its name: there are ${names}\n`);
  process.exit(2);
}
process.stdout.write(
  `Node.js ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}\n`,
);
for (const { name, run } of chosen) {
  process.stdout.write(`\n${name}\n`);
  for await (const { what, value, beside } of run()) {
    process.stdout.write(`  ${what.padEnd(44)} ${value.padStart(12)}   ${beside}\n`);
  }
}
