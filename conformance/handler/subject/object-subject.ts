import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadDefinition, serviceNames } from '../../../proto/index.ts';
import type { Address } from '../../gateway/target/target.ts';
import type { HandlerObject } from '../handler-object.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Subject } from './subject.ts';

const methods = [
  'OnSocketCreated',
  'OnSocketClosed',
  'OnReceivedBytes',
  'OnTimerTimeout',
  'OnReceivedMessages',
] as const;

/** A handler in this process, which is called through real gRPC all the same. */
export class ObjectSubject implements Subject {
  readonly output = '';
  readonly death = undefined;
  readonly address: Address;
  readonly #make: () => HandlerObject;
  #handler: HandlerObject;
  #server: Server;

  private constructor(make: () => HandlerObject, handler: HandlerObject, server: Server, address: Address) {
    this.#make = make;
    this.#handler = handler;
    this.#server = server;
    this.address = address;
  }

  /** @param make Makes the handler; called again when it is restarted. */
  static async open(make: () => HandlerObject): Promise<ObjectSubject> {
    const handler = make();
    const server = serve(handler);
    const port = await listen(server, 0);
    return new ObjectSubject(make, handler, server, { host: '127.0.0.1', port });
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#handler = this.#make();
    this.#server = serve(this.#handler);
    await listen(this.#server, this.address.port);
  }

  async memory(): Promise<number> {
    collectGarbage();
    // What was promised to be freed is freed in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  }

  async stop(): Promise<void> {
    this.#server.forceShutdown();
    this.#handler.close?.();
  }
}

function serve(handler: HandlerObject): Server {
  const server = new Server({ 'grpc.so_reuseport': 0 });
  const implementation: UntypedServiceImplementation = {};
  for (const method of methods) {
    const answer: handleUnaryCall<never, object> = (call, done) => {
      Promise.resolve()
        .then(() => handler[method](call.request))
        .then(
          () => done(null, {}),
          (error: unknown) => done(toStatus(error)),
        );
    };
    implementation[method] = answer as UntypedServiceImplementation[string];
  }
  server.addService(loadDefinition()[serviceNames.unaryHandler] as ServiceDefinition, implementation);
  return server;
}

function toStatus(error: unknown): { code: status; details: string } {
  const details = error instanceof Error ? error.message : String(error);
  return { code: status.UNKNOWN, details };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
}
