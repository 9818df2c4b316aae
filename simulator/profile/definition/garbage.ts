import fc from 'fast-check';
import type { DeviceProfile, FrameType } from '../device-profile.ts';
import type { CompiledFraming } from './compile-framing.ts';
import type { Problems } from './problems.ts';
import type { ProfileDefinition } from './schema.ts';
import { valuesOf } from './values.ts';

const tries = 100;

/** Bytes that are no frame of the device, and behind which a frame can begin. */
export function garbageOf(
  { garbage, framing }: ProfileDefinition,
  compiled: CompiledFraming,
  frames: ReadonlyMap<string, FrameType>,
  problems: Problems,
): Pick<DeviceProfile, 'garbage'> {
  if (garbage === undefined) return {};
  const chosen =
    garbage.bytes === undefined
      ? fc
          .uint8Array({ minLength: 1, maxLength: 20 })
          .map((each) => each.map((byte) => (byte === compiled.start[0] ? 0 : byte)))
      : valuesOf(garbage.bytes).map((value) => encodeValue(value, garbage.bytes));
  const end = framing.delimiter === undefined ? Buffer.alloc(0) : compiled.end;
  const fromDevice = [...frames.values()].filter(({ from }) => from === 'device');
  const isGarbage = (bytes: Buffer) => {
    const { pieces, rest } = compiled.framing.split(bytes, false);
    return (
      rest.length === 0 &&
      pieces.length > 0 &&
      pieces.every((piece) => !fromDevice.some((type) => type.decode(piece.bytes) !== undefined))
    );
  };
  const bytes = chosen.map((each) => Buffer.concat([each, end]));
  // A filter that nothing passes has no end.
  if (fc.sample(bytes, { numRuns: tries, seed: 1 }).some(isGarbage))
    return { garbage: { is: garbage.is, bytes: bytes.filter(isGarbage) } };
  problems.add(['garbage'], `of ${tries} tries none was garbage that has an end: correct garbage.bytes`);
  return {};
}

function encodeValue(value: string | number, definition: object | undefined): Uint8Array {
  const isHex = definition !== undefined && 'hex' in definition;
  return isHex ? Buffer.from(String(value), 'hex') : Buffer.from(String(value));
}
