/** What happened in a scenario, with times, for a person to follow. */
export class Journal {
  readonly #began = performance.now();
  readonly #lines: string[] = [];
  readonly steps: string[] = [];

  /** An action of the scenario begins. */
  step(text: string): void {
    this.steps.push(text);
    this.#write(`${this.steps.length}. ${text}`);
  }

  /** Something that came of it. */
  note(text: string): void {
    this.#write(`     ${text}`);
  }

  /** The lines, the middle left out when there are very many. */
  get lines(): readonly string[] {
    if (this.#lines.length <= 200) return this.#lines;
    const left = this.#lines.length - 200;
    return [...this.#lines.slice(0, 100), `     … ${left} lines left out …`, ...this.#lines.slice(-100)];
  }

  #write(text: string): void {
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(3);
    this.#lines.push(`${seconds.padStart(8)} s  ${text}`);
  }
}
