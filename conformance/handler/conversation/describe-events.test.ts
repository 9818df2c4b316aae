import { describe, expect, it } from 'vitest';
import { renderTrace } from '../../report/render-trace.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { describeEvents } from './describe-events.ts';
import type { Conversation } from './step.ts';

const bytes = Buffer.from('ping\n');
const conversation: Conversation = {
  transport: 'tcp',
  streams: false,
  steps: [{ type: 'bytes', device: 0, pace: 'settled', bytes, strange: false, label: 'a ping' }],
};
const place = { conn: 'c', device: 0 } as const;
const callback = { ...place, id: 1, method: 'OnReceivedBytes' } as const;
const call = { ...place, id: 2 } as const;

function linesOf(events: readonly WorldEvent[]): readonly string[] {
  return renderTrace(describeEvents(conversation, events)).map((line) => line.trim());
}

describe('describeEvents', () => {
  it('tells who turned to whom, with the bytes of devices and calls', () => {
    const lines = linesOf([
      { time: 0, kind: 'step', index: 0 },
      { time: 1, kind: 'sent', ...place, bytes },
      { time: 2, kind: 'callback', ...callback, bytes },
      { time: 3, kind: 'call', ...call, request: { method: 'Send', bytes }, unknown: false },
      { time: 4, kind: 'received', ...place, bytes },
      { time: 5, kind: 'replied', ...call, method: 'Send', code: 'SUCCESS', refused: false },
      { time: 6, kind: 'answered', ...callback },
      { time: 7, kind: 'left', ...place, how: 'reset' },
      { time: 8, kind: 'quiet' },
    ]);
    const hex = '70 69 6e 67 0a  ping·';
    expect(lines).toEqual([
      '0.000 s  1. device 0 sends 5 bytes 70 69 6e 67 0a "ping\\n" (a ping)',
      `0.001 s       device → gateway   device 0: 5 B  ${hex}`,
      `0.002 s       gateway → handler  OnReceivedBytes of device 0  ${hex}`,
      `0.003 s       handler → adapter  Send 5 B to device 0  ${hex}`,
      `0.004 s       gateway → device   to device 0: 5 B  ${hex}`,
      '0.005 s       adapter → handler  Send for device 0: SUCCESS',
      '0.006 s       handler → gateway  EmptySuccess for device 0',
      '0.007 s       device → gateway   device 0 is gone',
    ]);
  });

  it('does not let a handler answer what never came to it', () => {
    const failure = { status: 'UNAVAILABLE', details: 'connect\nECONNREFUSED' } as const;
    const lines = linesOf([
      { time: 1, kind: 'answered', ...callback, failure: { ...failure, arrival: 'certain' } },
      { time: 2, kind: 'answered', ...callback, failure: { ...failure, arrival: 'never' } },
    ]);
    expect(lines).toEqual([
      '0.001 s       handler → gateway  OnReceivedBytes of device 0: UNAVAILABLE connect ECONNREFUSED',
      '0.002 s       OnReceivedBytes of device 0: UNAVAILABLE connect ECONNREFUSED',
    ]);
  });

  it('leaves out the middle of a long conversation', () => {
    const events = Array.from({ length: 200 }, (_, time): WorldEvent => ({ time, kind: 'ended', ...place }));
    const trace = describeEvents(conversation, events);
    expect(trace).toHaveLength(121);
    expect(trace[60]).toEqual({ kind: 'omitted', at: 59, count: 80 });
  });
});
