import { formatAddress } from '../conformance/gateway/target/address.ts';
import { type CommandRoute, invalidOption, type SimulationOptions } from '../simulator/index.ts';
import { parseAddress } from './parse-address.ts';
import { readCredentials } from './read-credentials.ts';
import type { SimulateOptions } from './simulate-options.ts';

/** Where an adapter is, and whether it has TLS. */
export interface AdapterAddress {
  /** `host:port`. */
  readonly address: string;
  readonly isEncrypted: boolean;
}

/** Reads `host:port` or `https://host:port` from the command line. */
export function parseAdapter(text: string): AdapterAddress {
  return { address: formatAddress(parseAddress(text)), isEncrypted: text.startsWith('https:') };
}

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
  ...files
}: SimulateOptions): Pick<SimulationOptions, 'commandRoute'> {
  const options = [
    ['--adapter', adapter?.address],
    ['--command-url', commandUrl],
  ] as const;
  const given = options.filter(([, value]) => value !== undefined);
  const [[name = '', value = ''] = [], other] = given;
  if (other !== undefined) throw invalidOption(name, value, 'give it or --command-url, not both');
  if (given.length === 0) {
    if (commandRate === undefined || target === undefined) return {};
    const remedy = "say where the gateway's adapter is, --adapter host:port, or give a --command-url";
    throw invalidOption('--command-rate', commandRate, remedy);
  }
  if (target === undefined)
    throw invalidOption(name, value, 'it is for a run with --target: our own gateway publishes itself');
  if (commandRate === undefined)
    throw invalidOption(name, value, 'it is for commands: say how many with --command-rate');
  if (commandUrl === undefined) return { commandRoute: { adapter: value, ...encryption(adapter, files) } };
  if (!URL.canParse(commandUrl) || !/^https?:/.test(commandUrl))
    throw invalidOption(name, value, 'give an address such as http://127.0.0.1:8080/send/{topic}');
  return { commandRoute: { url: commandUrl } };
}

function encryption(
  adapter: AdapterAddress | undefined,
  { adapterCa: ca, adapterCert: cert, adapterKey: key }: Partial<SimulateOptions>,
): Pick<Extract<CommandRoute, { readonly adapter: string }>, 'tls'> {
  if (adapter?.isEncrypted === true) return { tls: readCredentials({ ca, cert, key }, '--adapter-') };
  const file = ca ?? cert ?? key;
  if (file === undefined) return {};
  const remedy = `write --adapter https://${adapter?.address}, if the adapter has TLS`;
  throw invalidOption('--adapter-ca, --adapter-cert or --adapter-key', file, remedy);
}
