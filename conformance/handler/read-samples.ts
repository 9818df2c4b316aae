import { readFileSync } from 'node:fs';
import { SuiteError } from '../gateway/suite-error.ts';
import { reasonOf } from '../gateway/target/reading-failure.ts';

/** More than a device sends at once says nothing more. */
const largest = 64 * 1024;

/**
 * Reads what devices send. A file is one sample, byte for byte; a file whose name ends with `.hex` has one in each
 * line, in hexadecimal digits, with spaces where you like and comments behind `#`.
 *
 * @throws {SuiteError} `SAMPLE_UNREADABLE`
 */
export function readSamples(paths: readonly string[]): readonly Uint8Array[] {
  return paths.flatMap((path) => {
    const bytes = readBytes(path);
    const samples = path.endsWith('.hex') ? parseHex(path, bytes.toString()) : [bytes];
    if (samples.length === 0 || samples.some(({ length }) => length === 0))
      throw new SuiteError(
        'SAMPLE_UNREADABLE',
        `${path} is empty: give a file with bytes that a device sends`,
      );
    const tooLarge = samples.find(({ length }) => length > largest);
    if (tooLarge === undefined) return samples;
    const text = `${path} has ${tooLarge.length} bytes, more than the ${largest} that a gateway reads at once: give one frame, or a few`;
    throw new SuiteError('SAMPLE_UNREADABLE', text);
  });
}

function parseHex(path: string, text: string): readonly Buffer[] {
  return text.split('\n').flatMap((line, index) => {
    const digits = line.replace(/#.*/, '').replaceAll(/\s/g, '');
    if (digits === '') return [];
    if (/^([0-9a-f]{2})+$/i.test(digits)) return [Buffer.from(digits, 'hex')];
    const place = `${path}:${index + 1}`;
    throw new SuiteError('SAMPLE_UNREADABLE', `${place}: these are no hexadecimal digits, two for each byte`);
  });
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const text = `${path}: ${reasonOf(cause)}: give a file with bytes that a device sends`;
    throw new SuiteError('SAMPLE_UNREADABLE', text, cause);
  }
}
