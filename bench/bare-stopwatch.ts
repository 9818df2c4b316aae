import { connect } from 'node:net';
import { Histogram } from '../simulator/index.ts';

// Forked, with PORT SOCKETS PERIOD: the plainest stopwatch, from a write to the bytes that come back. It answers a message
// of its parent with a histogram of its times.
const [port = 0, sockets = 0, period = 0] = process.argv.slice(2).map(Number);
const frameSize = 64;
const timeAt = 12;
const times = new Histogram();
for (let index = 0; index < sockets; index++) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const sent: number[] = [];
  socket.on('data', (bytes) => {
    const now = performance.now();
    for (let count = bytes.length / frameSize; count > 0; count--)
      times.record((now - (sent.shift() ?? now)) * 1_000);
  });
  setTimeout(() => {
    setInterval(() => {
      sent.push(performance.now());
      const frame = Buffer.alloc(frameSize);
      frame.writeDoubleBE(performance.timeOrigin + performance.now(), timeAt);
      socket.write(frame);
    }, period);
  }, Math.random() * period);
}
process.send?.({ port });
process.on('message', () => process.send?.(times.toData()));
process.on('disconnect', () => process.exit());
