/** What the process tells its caller. */
export const exitCodes = { passed: 0, failed: 1, usage: 2, inconclusive: 3 } as const;
