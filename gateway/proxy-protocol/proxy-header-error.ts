/** A stream does not begin with a PROXY header. What it holds instead is not told: it may be a device's secret. */
export class ProxyHeaderError extends Error {
  readonly code = 'PROXY_HEADER_MALFORMED';
  /** What was wrong with the header. */
  readonly reason: string;

  constructor(reason: string) {
    super(`the PROXY header is malformed: ${reason}`);
    this.name = 'ProxyHeaderError';
    this.reason = reason;
  }
}
