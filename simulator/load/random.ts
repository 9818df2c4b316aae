/** Numbers from 0 up to 1 that are the same for the same seed: Mulberry32. */
export type Random = () => number;

/** @param stream Which of the seed's independent sequences, such as the number of a device. */
export function createRandom(seed: number, stream = 0): Random {
  let state = mix(seed ^ mix(stream + 0x9e3779b9));
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mix(state) / 2 ** 32;
  };
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
