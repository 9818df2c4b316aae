/** Round numbers from 0 to the first that is not below the largest value: four to six of them. */
export function niceTicks(largest: number): readonly number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * power;
  const count = Math.ceil(largest / step - 1e-9);
  // Sums of fractions would not be as round.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
