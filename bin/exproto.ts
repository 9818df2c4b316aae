#!/usr/bin/env node
import { Command } from 'commander';
import { addCertify } from './certify.ts';
import { addConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { addGateway } from './gateway.ts';
import { addProfile } from './profile.ts';
import { addReplay } from './replay.ts';
import { addReport } from './report.ts';
import { report } from './report-error.ts';
import { addRules } from './rules.ts';
import { addSimulate } from './simulate.ts';
import { addVerify } from './verify.ts';

const program = new Command('exproto')
  .description('Reference gateway, conformance suite and device simulator for ExProto')
  .showHelpAfterError('(exproto --help shows what there is)')
  // Wrong usage has its own exit code; help and version are no failure.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.passed : exitCodes.usage));

addGateway(program);
addCertify(program);
addReplay(program);
addVerify(program);
addProfile(program);
addSimulate(program);
addReport(program);
addConfig(program);
addRules(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
