import { connect } from 'node:net';

// node bare-clients.js PORT DEVICES RAMP RATE TIME: the plainest load generator, a loop over sockets that counts what comes back. Times are milliseconds.
const [port = 0, devices = 0, ramp = 0, rate = 0, time = 0] = process.argv.slice(2).map(Number);
const frame = Buffer.alloc(64);
let received = 0;
for (let index = 0; index < devices; index++) {
  setTimeout(
    () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const period = 1_000 / rate;
      socket.on('data', (bytes) => {
        received += bytes.length / frame.length;
      });
      socket.on('error', () => undefined);
      setTimeout(() => {
        socket.write(frame);
        setInterval(() => socket.write(frame), period);
      }, Math.random() * period);
    },
    (ramp * index) / devices,
  );
}
setTimeout(() => {
  process.stdout.write(`${received} received\n`);
  process.exit();
}, ramp + time);
