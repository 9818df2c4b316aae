import { type AddressInfo, createServer } from 'node:net';

// Forked: a plain echo on TCP that answers each message of its parent with what it has seen so far.
const frameSize = 64;
let connections = 0;
let bytesSeen = 0;
const server = createServer({ noDelay: true }, (socket) => {
  connections += 1;
  socket.on('data', (bytes) => {
    bytesSeen += bytes.length;
    socket.write(bytes);
  });
  socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send?.({ connections, messages: bytesSeen / frameSize }));
process.on('disconnect', () => process.exit());
