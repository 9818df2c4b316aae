/** How steeply a series rises, and between which two slopes that is with the confidence that was asked for. */
export interface Slope {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/** 99 %, of both sides. */
const confidence = 2.576;

/**
 * The slope of a series by Theil and Sen: the median of the slopes between all of its points, which a few wild values don't move,
 * with the interval that follows from Kendall's statistic (P. K. Sen, Estimates of the regression coefficient based on Kendall's
 * tau, 1968). It takes the points for independent: give it values of blocks, not of seconds that hang together.
 *
 * @param points At least 5, in the order of time.
 * @throws {RangeError} for fewer
 */
export function theilSen(points: readonly (readonly [time: number, value: number])[]): Slope {
  const { length } = points;
  if (length < 5) throw new RangeError(`${length} points have no slope that could be trusted: give 5`);
  const slopes: number[] = [];
  for (const [index, [time, value]] of points.entries())
    for (const [later, other] of points.slice(index + 1))
      if (later > time) slopes.push((other - value) / (later - time));
  slopes.sort((a, b) => a - b);
  const variance = (length * (length - 1) * (2 * length + 5)) / 18;
  const width = confidence * Math.sqrt(variance);
  const at = (position: number) =>
    slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(position)))] ?? 0;
  const middle = (slopes.length - 1) / 2;
  return {
    slope: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    low: at((slopes.length - width) / 2 - 1),
    high: at((slopes.length + width) / 2),
  };
}
