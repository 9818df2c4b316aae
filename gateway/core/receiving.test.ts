import { describe, expect, it } from 'vitest';
import { VirtualConnection } from '../../fixtures/virtual-connection.ts';

function flow(connection: VirtualConnection): string[] {
  return connection.effects
    .map(({ type }) => type)
    .filter((type) => type === 'pauseReading' || type === 'resumeReading');
}

describe('reading the device', () => {
  it('pauses when the receive buffer of 100 bytes is full', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.bytes('x'.repeat(99));
    expect(flow(connection)).toEqual([]);
    connection.bytes('x');
    expect(flow(connection)).toEqual(['pauseReading']);
    connection.bytes('x');
    expect(flow(connection)).toEqual(['pauseReading']);
  });

  it('counts bytes until the handler has answered for them', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.bytes('x'.repeat(100));
    connection.answer();
    expect(connection.received).toHaveLength(100);
    expect(flow(connection)).toEqual(['pauseReading']);
    connection.answer();
    expect(flow(connection)).toEqual(['pauseReading', 'resumeReading']);
  });

  it.each([
    [50, ['pauseReading', 'resumeReading']],
    [51, ['pauseReading']],
  ])('with %d bytes left does %j', (left, effects) => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.answer();
    connection.bytes('x'.repeat(100 - left));
    connection.bytes('y'.repeat(left));
    connection.answer();
    expect(flow(connection)).toEqual(effects);
  });

  it('is resumed at the end, so that the end of the device can be read', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.bytes('x'.repeat(200));
    connection.dispatch({ type: 'shutdown' });
    expect(flow(connection)).toEqual(['pauseReading', 'resumeReading']);
  });

  it('delivers everything, however often it paused', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    const text = Array.from({ length: 1_000 }, (_, index) => String(index)).join(',');
    for (let at = 0; at < text.length; at += 60) {
      connection.bytes(text.slice(at, at + 60));
      if (at % 180 === 0) connection.answer();
    }
    connection.handler = 'answers';
    connection.answer();
    expect(connection.received).toBe(text);
    expect(connection.state).toMatchObject({ receivedSize: 0, reading: true });
  });

  it('is over once the end is decided', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds' });
    connection.dispatch({ type: 'shutdown' });
    connection.bytes('too late');
    connection.handler = 'answers';
    connection.answer();
    expect(connection.received).toBe('');
  });
});
