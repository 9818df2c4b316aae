// From their own files: a gateway is not to load all that the other commands need.
import { SuiteError } from '../conformance/gateway/suite-error.ts';
import { ConfigurationError, GatewayError } from '../gateway/index.ts';
import { ProfileError } from '../simulator/profile/profile-error.ts';
import { SimulatorError } from '../simulator/simulator-error.ts';
import { exitCodes } from './exit-codes.ts';

/** Tells what went wrong in a line that a person can act on, and chooses the exit code. */
export function report(error: unknown): number {
  if (error instanceof SuiteError) {
    process.stderr.write(`exproto: ${error.message}\n`);
    const died = error.code === 'TARGET_DIED' || error.code === 'HANDLER_DIED';
    return died ? exitCodes.inconclusive : exitCodes.usage;
  }
  if (error instanceof SimulatorError) {
    process.stderr.write(`exproto: ${error.message}\n`);
    return error.code === 'WORKER_DIED' || error.code === 'PARTS_MISSING'
      ? exitCodes.inconclusive
      : exitCodes.usage;
  }
  if (error instanceof ProfileError || error instanceof ConfigurationError || error instanceof GatewayError) {
    process.stderr.write(`exproto: ${error.message}\n`);
    return exitCodes.usage;
  }
  // Anything else is a fault of ours: nothing is said of what was judged, and the trace is what we need to mend it.
  process.stderr.write(`exproto: unexpected: ${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.inconclusive;
}
