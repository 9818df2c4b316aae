#!/usr/bin/env node
import { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { report } from './report-error.ts';

// Whoever reads, such as `head`, may have enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// By itself Node.js would exit with 1, which says that what was judged has failed.
process.on('uncaughtException', (error) => process.exit(report(error)));

const program = new Command('exproto')
  .description('Reference gateway, conformance suite and device simulator for ExProto')
  // A command and one below it may have options of the same name.
  .enablePositionalOptions()
  .showHelpAfterError('(exproto --help shows what there is)')
  // Wrong usage has its own exit code; help and version are no failure.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.passed : exitCodes.usage));

// Each loads what it needs alone: a gateway is to start with few file descriptors, and in little memory.
const commands = new Map(
  Object.entries<() => Promise<(to: Command) => void>>({
    gateway: async () => (await import('./gateway.ts')).addGateway,
    certify: async () => (await import('./certify.ts')).addCertify,
    replay: async () => (await import('./replay.ts')).addReplay,
    verify: async () => (await import('./verify.ts')).addVerify,
    profile: async () => (await import('./profile.ts')).addProfile,
    simulate: async () => (await import('./simulate.ts')).addSimulate,
    report: async () => (await import('./report.ts')).addReport,
    config: async () => (await import('./config.ts')).addConfig,
    rules: async () => (await import('./rules.ts')).addRules,
  }),
);
const chosen = commands.get(process.argv[2] ?? '');
for (const load of chosen === undefined ? commands.values() : [chosen]) (await load())(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
