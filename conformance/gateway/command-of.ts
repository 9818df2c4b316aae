import { shellWord } from '../report/shell-word.ts';
import type { TargetSource } from './target/open-target.ts';

/** The command line that certifies a target; undefined where no command line can name it. */
export function commandOf(source: TargetSource): string | undefined {
  if (!('own' in source))
    return source.file === undefined ? undefined : `exproto certify --target ${shellWord(source.file)}`;
  const { service, mode, command, patience, dialect } = source;
  if (command !== undefined || patience !== undefined || dialect !== undefined) return undefined;
  return [
    'exproto certify',
    ...(service === undefined || service === 'ConnectionUnaryHandler' ? [] : ['--service', service]),
    ...(mode === undefined ? [] : ['--mode', mode]),
  ].join(' ');
}
