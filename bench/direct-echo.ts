import { type AddressInfo, createServer } from 'node:net';

// node direct-echo.js: the limit of what a gateway on Node.js can reach, an echo with nothing in between.
const server = createServer({ noDelay: true }, (socket) => {
  socket.on('data', (bytes) => socket.write(bytes)).on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`),
);
