import { describe, expect, it } from 'vitest';
import type { FlowFault } from './byte-flow.ts';
import { DatagramFlow } from './datagram-flow.ts';

function flowOf(...sent: readonly string[]): DatagramFlow {
  const flow = new DatagramFlow();
  for (const text of sent) flow.expect(Buffer.from(text));
  return flow;
}

/** What is said of the last of these. */
function faultOf(flow: DatagramFlow, ...came: readonly string[]): FlowFault | undefined {
  return came.map((text) => flow.arrive(Buffer.from(text))).at(-1);
}

describe('DatagramFlow', () => {
  it('takes datagrams as they were sent', () => {
    const flow = flowOf('ab', 'cde');
    expect(faultOf(flow, 'ab')).toBeUndefined();
    expect([flow.isComplete, flow.arrivedSize, flow.expectedSize]).toEqual([false, 2, 5]);
    expect(faultOf(flow, 'cde')).toBeUndefined();
    expect(flow.isComplete).toBe(true);
  });

  it.each<[FlowFault, readonly string[]]>([
    ['joined', ['abcd']],
    ['split', ['a']],
    ['missing', ['ef']],
    ['doubled', ['ab', 'ab']],
    ['changed', ['aX']],
    ['changed', ['abX']],
    ['surplus', ['ab', 'cd', 'ef', 'gh']],
  ])('calls it %s when %j comes', (fault, came) => {
    expect(faultOf(flowOf('ab', 'cd', 'ef'), ...came)).toBe(fault);
  });

  it('takes no notice of empty datagrams, on either side', () => {
    const flow = flowOf('', 'ab');
    expect(faultOf(flow, '', 'ab', '')).toBeUndefined();
    expect(flow.isComplete).toBe(true);
  });

  it('tells what is due next', () => {
    expect(String(flowOf('ab', 'cde').pending(4))).toBe('abcd');
  });
});
