import { dirname } from 'node:path';
import type { GatewayConfiguration, ReadConfiguration } from '../configuration.ts';
import { defaultConfiguration } from '../default-configuration.ts';
import { overlappingBinds } from '../overlapping-binds.ts';
import { invalid, type Problem, problemLines, refuseProblems } from '../problem.ts';
import type { ConfReading } from './conf-reading.ts';
import { judgeSetting } from './judge-setting.ts';
import { listenerPrefix } from './keys.ts';
import { linesOf } from './lines-of.ts';
import { readAdapter } from './read-adapter.ts';
import { readListeners } from './read-listeners.ts';
import { readSettings } from './settings.ts';

/**
 * Reads the `emqx_exproto.conf` of EMQ X 4. The gateway then behaves as that plugin did: it calls
 * `ConnectionHandler`, names the causes of a close as EMQX does, and takes the mount point from
 * the client.
 *
 * @param file The name for messages.
 * @throws ConfigurationError naming everything that is wrong.
 */
export function readConf(file: string, text: string): ReadConfiguration {
  refuseHocon(file, text);
  const { settings, problems } = readSettings(text);
  const warnings: Problem[] = [];
  const reading: ConfReading = {
    folder: dirname(file),
    settings,
    problems,
    warnings,
    binds: { tcp: [], udp: [] },
  };
  for (const setting of settings.values()) {
    const judgement = judgeSetting(setting, settings);
    if (judgement === undefined) {
      continue;
    }
    if ('problem' in judgement) {
      problems.push({ line: setting.line, text: judgement.problem });
    } else {
      warnings.push({ line: setting.line, text: judgement.warning });
    }
  }
  const configuration = configurationOf(reading, lastLine(text));
  refuseProblems(file, [...problems, ...Object.values(reading.binds).flatMap(overlappingBinds)]);
  return { configuration, warnings: problemLines(file, warnings) };
}

function configurationOf(reading: ConfReading, end: number): GatewayConfiguration {
  const defaults = defaultConfiguration();
  const adapter = readAdapter(reading, end);
  const listeners = readListeners(reading);
  if (!mentions(reading, listenerPrefix)) {
    const text = `there is no listener: add ${listenerPrefix}NAME = tcp://0.0.0.0:7993`;
    reading.problems.push({ line: end, text });
  }
  return {
    ...defaults,
    adapter,
    listeners,
    mountpoint: { from: 'client' },
    closeReasons: 'emqx',
  };
}

function mentions({ settings }: ConfReading, prefix: string): boolean {
  return [...settings.keys()].some((key) => key.startsWith(prefix));
}

function lastLine(text: string): number {
  return linesOf(text.trimEnd()).length;
}

function refuseHocon(file: string, text: string): void {
  const index = linesOf(text).findIndex((line) => /^\s*gateway\s*[.{=:]/.test(line));
  if (index >= 0) {
    const expected = 'expected the "exproto.KEY = value" lines of EMQ X 4, or a .yaml file';
    throw invalid(file, [{ line: index + 1, text: `this is the format of EMQX 5: ${expected}` }]);
  }
}
