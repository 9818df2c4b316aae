import type { FrameDefinition, ValuesDefinition } from '../definition/schema.ts';

/** A kind of frame that a session may have. */
export interface GuessedFrame {
  readonly name: string;
  readonly definition: FrameDefinition;
  /** What the first frame of a device says of it, and stands in `device`. */
  readonly identity: Readonly<Record<string, ValuesDefinition>>;
}

/** The kinds of frames of a session, and the kind of each of its frames. */
export interface GuessedFrames {
  readonly frames: readonly GuessedFrame[];
  /** By the numbers of the frames. */
  readonly kinds: readonly string[];
}

/** Values like those that were seen. */
export function valuesLike(seen: readonly string[]): ValuesDefinition {
  if (seen.every((text) => /^-?\d{1,15}$/.test(text) && String(Number(text)) === text)) {
    const numbers = seen.map(Number);
    return { integer: [Math.min(...numbers), Math.max(...numbers)] };
  }
  const places = new Set(seen.map((text) => /^-?\d{1,9}\.(\d{1,9})$/.exec(text)?.[1]?.length));
  const [decimals] = places;
  if (places.size === 1 && decimals !== undefined) {
    const numbers = seen.map(Number);
    return { decimal: [Math.min(...numbers), Math.max(...numbers)], places: decimals };
  }
  const lengths = seen.map(({ length }) => length);
  const longest = Math.max(1, ...lengths);
  if (seen.every((text) => /^\d+$/.test(text)) && Math.min(...lengths) === longest)
    return { digits: longest };
  const characters = [...new Set(seen.join(''))].sort().join('');
  return { text: [Math.min(...lengths), longest], ...(characters === '' ? {} : { characters }) };
}
