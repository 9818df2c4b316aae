import { expect, it } from 'vitest';
import { renderTrace } from './render-trace.ts';

it('puts what came of a step below it, with times', () => {
  const lines = renderTrace([
    { kind: 'step', at: 0, text: '1. c1 connects' },
    { kind: 'message', at: 1.5, from: 'gateway', to: 'handler', text: 'OnSocketCreated(c1)' },
    {
      kind: 'message',
      at: 1.5,
      from: 'handler',
      to: 'gateway',
      text: 'OnSocketCreated(c1)',
      answer: true,
    },
    {
      kind: 'message',
      at: 1.5,
      from: 'device',
      to: 'gateway',
      text: '30 B from c1',
      bytes: { size: 30, hex: '41ff'.repeat(15) },
    },
    { kind: 'message', at: 1.5, from: 'gateway', to: 'handler', text: 'Send: SUCCESS', answer: true },
    { kind: 'omitted', at: 2, count: 50 },
    { kind: 'message', at: 1_234, from: 'handler', to: 'gateway', text: 'Send(c1) → SUCCESS' },
    { kind: 'note', at: 2_000, text: 'the handler is killed' },
    { kind: 'broken', at: 15_000, text: 'EXP-BYTE-001: expected this, but that' },
  ]);
  expect(lines).toEqual([
    '   0.000 s  1. c1 connects',
    '   0.002 s       gateway → handler  OnSocketCreated(c1)',
    '   0.002 s       handler → gateway  OnSocketCreated(c1)',
    `   0.002 s       device → gateway   30 B from c1  ${'41 ff '.repeat(6)} ${'A·'.repeat(6)} …`,
    '   0.002 s       adapter → handler  Send: SUCCESS',
    '     … 50 lines left out …',
    '   1.234 s       handler → adapter  Send(c1) → SUCCESS',
    '   2.000 s       the handler is killed',
    '  15.000 s       BROKEN EXP-BYTE-001: expected this, but that',
  ]);
});
