import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { readConf } from './conf/read-conf.ts';
import type { ReadConfiguration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readEmqx5 } from './emqx5/read-emqx5.ts';
import { isHocon } from './is-hocon.ts';
import { readingFailure } from './reading-failure.ts';
import { readYaml } from './yaml/read-yaml.ts';

/**
 * Reads a configuration file: `.yaml` and `.yml` in the format of docs/configuration.md,
 * `.hocon` and `.json` as those of EMQX 5, and `.conf` as `emqx_exproto.conf` of EMQ X 4 or
 * `emqx.conf` of EMQX 5, by what it says.
 *
 * @throws ConfigurationError naming everything that is wrong with the file.
 */
export function readConfiguration(path: string): ReadConfiguration {
  const read = readerOf(path);
  return read(path, readText(path));
}

function readerOf(path: string): (file: string, text: string) => ReadConfiguration {
  switch (extname(path).toLowerCase()) {
    case '.yaml':
    case '.yml':
      return readYaml;
    case '.conf':
      return (file, text) => (isHocon(text) ? readEmqx5(file, text) : readConf(file, text));
    case '.hocon':
    case '.json':
      return (file, text) => readEmqx5(file, text);
    default: {
      const problem = `${path}: expected a file name that ends in .yaml, .yml, .conf, .hocon or .json`;
      throw new ConfigurationError('CONFIGURATION_INVALID', path, [problem]);
    }
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const problem = `${path}: cannot be read: ${readingFailure(error)}`;
    throw new ConfigurationError('CONFIGURATION_UNREADABLE', path, [problem]);
  }
}
