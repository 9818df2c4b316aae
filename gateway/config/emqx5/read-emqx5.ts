import { dirname } from 'node:path';
import type { ReadConfiguration } from '../configuration.ts';
import { parseHocon } from '../hocon/parse-hocon.ts';
import type { HoconSources } from '../hocon/sources.ts';
import { overlappingBinds } from '../overlapping-binds.ts';
import { invalid, problemLines, refuseProblems } from '../problem.ts';
import type { Emqx5Reading } from './emqx5-reading.ts';
import { findGateway } from './find-gateway.ts';
import { readGateway } from './read-gateway.ts';
import { systemSources } from './system-sources.ts';

/**
 * Reads `gateway.exproto` of a file of EMQX 5, in HOCON or JSON, or what its REST API answers to
 * `GET /gateways/exproto`. The gateway then behaves as that version does: it calls
 * `ConnectionUnaryHandler`, names the causes of a close as EMQX does, and takes the mount point
 * from the file. Keys and defaults are those of emqx_exproto_schema.erl, emqx_gateway_schema.erl
 * and emqx_schema.erl of EMQX 5.8.
 *
 * @param file The name for messages.
 * @param sources What the file may include, and the environment that it may refer to.
 * @throws ConfigurationError naming everything that is wrong.
 */
export function readEmqx5(
  file: string,
  text: string,
  sources: HoconSources = systemSources,
): ReadConfiguration {
  const { root, problems, warnings } = parseHocon(file, text, sources);
  refuseProblems(file, problems);
  if (root?.kind !== 'section') {
    throw invalid(file, [{ line: 1, column: 1, text: 'this is a list: expected gateway.exproto { ... }' }]);
  }
  const reading: Emqx5Reading = {
    folder: dirname(file),
    environment: sources.environment,
    problems: [],
    warnings: [...warnings],
    binds: { tcp: [], udp: [] },
  };
  const gateway = findGateway(reading, root);
  const configuration = gateway && readGateway(reading, gateway);
  const found = [...reading.problems, ...Object.values(reading.binds).flatMap(overlappingBinds)];
  if (found.length > 0 || configuration === undefined) throw invalid(file, found);
  return { configuration, warnings: problemLines(file, reading.warnings) };
}
