import { parseArgs } from 'node:util';
import { Client, credentials, Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js';
import { loadDefinition, serviceNames } from '../../proto/index.ts';

// node echo-handler.js --listen HOST:PORT --adapter HOST:PORT: a handler that sends back what devices send.
const definition = loadDefinition();
const adapter = definition[serviceNames.adapter] as ServiceDefinition;
const { Send: send } = adapter;
if (send === undefined) throw new Error('the adapter has no Send');
const { values } = parseArgs({
  options: {
    listen: { type: 'string', default: '127.0.0.1:0' },
    adapter: { type: 'string', default: '127.0.0.1:9100' },
  },
});
const client = new Client(values.adapter, credentials.createInsecure());

const answer = (_call: unknown, done: (error: null, answer: object) => void) => done(null, {});
const server = new Server();
server.addService(definition[serviceNames.unaryHandler] as ServiceDefinition, {
  OnSocketCreated: answer,
  OnSocketClosed: answer,
  OnTimerTimeout: answer,
  OnReceivedMessages: answer,
  OnReceivedBytes(call: { request: object }, done: (error: null, answer: object) => void) {
    client.makeUnaryRequest(send.path, send.requestSerialize, send.responseDeserialize, call.request, () =>
      done(null, {}),
    );
  },
});
server.bindAsync(values.listen, ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`listening ${port}\n`);
});

// Whoever started it is gone.
process.stdin.resume().on('end', () => process.exit());
// Ctrl-C is for the simulation, which ends this one when its reports are written.
process.on('SIGINT', () => undefined);
