const times = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const sizes = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['KB', 1024],
  ['B', 1],
] as const;

/** Milliseconds in the form that parseDuration reads. */
export function durationText(milliseconds: number): string {
  return milliseconds === 0 ? '0' : inLargestUnit(milliseconds, times);
}

/** Bytes in the form that parseSize reads. */
export function sizeText(bytes: number): string {
  return inLargestUnit(bytes, sizes);
}

function inLargestUnit(value: number, units: readonly (readonly [string, number])[]): string {
  const [name, size] = units.find(([, unit]) => value % unit === 0) ?? ['', 1];
  return `${value / size}${name}`;
}
