import { type AddressInfo, createServer } from 'node:net';
import { Histogram } from '../simulator/index.ts';

// Forked: an echo on TCP that holds back each frame for a time that it draws. It answers each message of its parent with a histogram
// of what that came to, from when a frame was sent, which stands in it, to when it is sent back.
const [shortest = 0, longest = 0] = process.argv.slice(2).map(Number);
const frameSize = 64;
const timeAt = 12;
const delays = new Histogram();
const server = createServer({ noDelay: true }, (socket) => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (; rest.length >= frameSize; rest = rest.subarray(frameSize)) {
      const frame = rest.subarray(0, frameSize);
      const delay = shortest + Math.random() * (longest - shortest);
      setTimeout(() => {
        const now = performance.timeOrigin + performance.now();
        delays.record((now - frame.readDoubleBE(timeAt)) * 1_000);
        socket.write(frame);
      }, delay);
    }
  });
  socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send?.(delays.toData()));
process.on('disconnect', () => process.exit());
