import { readFileSync } from 'node:fs';
import { ProfileError, type ProfileProblem } from '../profile-error.ts';

/** What came from a device, or went to it, in one read. */
export interface Captured {
  readonly from: 'device' | 'handler';
  readonly bytes: Buffer;
}

/**
 * Reads a captured session: a line for each read, `< 0d 0a` from the device and `> 0d 0a` to it, in hex. What stands
 * behind `#` is a comment.
 *
 * @throws {ProfileError} naming each line that is neither
 */
export function readCapture(path: string): readonly Captured[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProfileError(
      path,
      [{ text: `it can't be read: ${reason}: give the path of a capture` }],
      cause,
    );
  }
  return parseCapture(text, path);
}

/** Reads a text in that format, as if it stood in the file. */
export function parseCapture(text: string, path: string): readonly Captured[] {
  const problems: ProfileProblem[] = [];
  const captured = text.split('\n').flatMap((line, index): readonly Captured[] => {
    const content = line.replace(/#.*/, '').trim();
    if (content === '') return [];
    const [, side, hex = ''] = /^([<>])\s*((?:[0-9a-fA-F]{2}\s*)+)$/.exec(content) ?? [];
    if (side === undefined) {
      const shown = content.slice(0, 40);
      problems.push({
        line: index + 1,
        text: `"${shown}" is no read: write "< 0d 0a" for what came from the device, and "> 0d 0a" for what went to it`,
      });
      return [];
    }
    const bytes = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
    return [{ from: side === '<' ? 'device' : 'handler', bytes }];
  });
  if (problems.length === 0 && !captured.some(({ from }) => from === 'device'))
    problems.push({ text: 'nothing came from the device: capture a session from its login on' });
  if (problems.length > 0) throw new ProfileError(path, problems);
  return captured;
}
