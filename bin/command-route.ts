import { formatAddress } from '../conformance/gateway/target/address.ts';
import type { SimulationOptions } from '../simulator/index.ts';
import { invalid } from './option-values.ts';
import type { SimulateOptions } from './simulate-options.ts';

/**
 * Reads where commands go.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function readCommandRoute({
  adapter,
  commandUrl,
  commandRate,
  target,
}: SimulateOptions): Pick<SimulationOptions, 'commandRoute'> {
  const options = [
    ['--adapter', adapter === undefined ? undefined : formatAddress(adapter)],
    ['--command-url', commandUrl],
  ] as const;
  const given = options.filter(([, value]) => value !== undefined);
  const [[name = '', value = ''] = [], other] = given;
  if (other !== undefined) throw invalid(name, value, 'give it or --command-url, not both');
  if (given.length === 0) {
    if (commandRate === undefined || target === undefined) return {};
    const remedy = "say where the gateway's adapter is, --adapter host:port, or give a --command-url";
    throw invalid('--command-rate', commandRate, remedy);
  }
  if (target === undefined)
    throw invalid(name, value, 'it is for a run with --target: our own gateway publishes itself');
  if (commandRate === undefined)
    throw invalid(name, value, 'it is for commands: say how many with --command-rate');
  if (commandUrl === undefined) return { commandRoute: { adapter: value } };
  if (!URL.canParse(commandUrl) || !/^https?:/.test(commandUrl))
    throw invalid(name, value, 'give an address such as http://127.0.0.1:8080/send/{topic}');
  return { commandRoute: { url: commandUrl } };
}
