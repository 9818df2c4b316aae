import { expect, it } from 'vitest';
import { renderTrace } from './render-trace.ts';

it('puts what came of a step below it, with times', () => {
  const lines = renderTrace([
    { kind: 'step', at: 0, text: '1. c1 connects' },
    { kind: 'message', at: 1.5, from: 'gateway', to: 'handler', text: 'OnSocketCreated(c1)' },
    { kind: 'omitted', at: 2, count: 50 },
    { kind: 'message', at: 1_234, from: 'handler', to: 'gateway', text: 'Send(c1) → SUCCESS' },
    { kind: 'note', at: 2_000, text: 'the handler is killed' },
    { kind: 'broken', at: 15_000, text: 'EXP-BYTE-001: expected this, but that' },
  ]);
  expect(lines).toEqual([
    '   0.000 s  1. c1 connects',
    '   0.002 s       gateway → handler  OnSocketCreated(c1)',
    '     … 50 lines left out …',
    '   1.234 s       handler → adapter  Send(c1) → SUCCESS',
    '   2.000 s       the handler is killed',
    '  15.000 s       BROKEN EXP-BYTE-001: expected this, but that',
  ]);
});
