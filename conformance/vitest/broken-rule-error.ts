/** A rule that is broken, as the failure of a test. */
export class BrokenRuleError extends Error {
  override readonly name = 'BrokenRuleError';
  readonly code: string;
  readonly expected: string;
  readonly actual: string;

  constructor(code: string, message: string, expected: string, actual: string) {
    super(message);
    this.code = code;
    this.expected = expected;
    this.actual = actual;
    // Where this was thrown says nothing about the gateway.
    this.stack = `${this.name}: ${message}`;
  }
}
