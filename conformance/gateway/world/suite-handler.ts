import {
  type handleClientStreamingCall,
  type handleUnaryCall,
  logVerbosity,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type sendUnaryData,
  setLogVerbosity,
  status,
} from '@grpc/grpc-js';
import { loadDefinition, serviceNames } from '../../../proto/index.ts';
import { SuiteError } from '../suite-error.ts';
import { formatAddress } from '../target/address.ts';
import type { Address } from '../target/target.ts';
import {
  answered,
  type Callback,
  type CallbackAnswer,
  type CallbackMethod,
  callbackMethods,
} from './callback.ts';

// The suite tells what goes wrong in its own words.
setLogVerbosity(logVerbosity.NONE);

/** Decides the answer to a callback. */
export type AnswerCallback = (callback: Callback) => Promise<CallbackAnswer>;

/** What scenarios may do to the handler that all of them share. */
export interface HandlerSwitch {
  /** Dies in the middle of whatever it does. */
  kill(): void;
  /**
   * Listens again where it did.
   *
   * @throws {SuiteError} `HANDLER_ADDRESS_TAKEN`
   */
  restart(): Promise<void>;
}

/** The suite's own handler: it serves both handler services and leaves every decision to the scenarios. */
export class SuiteHandler implements HandlerSwitch {
  #server: Server;
  readonly #answer: AnswerCallback;
  readonly address: Address;

  private constructor(server: Server, address: Address, answer: AnswerCallback) {
    this.#server = server;
    this.address = address;
    this.#answer = answer;
  }

  /** @throws {SuiteError} `HANDLER_ADDRESS_TAKEN` when the address can't be listened on */
  static async listen(address: Address, answer: AnswerCallback): Promise<SuiteHandler> {
    const server = createServer(answer);
    const port = await bind(server, address);
    return new SuiteHandler(server, { host: address.host, port }, answer);
  }

  kill(): void {
    this.#server.forceShutdown();
  }

  async restart(): Promise<void> {
    this.#server = createServer(this.#answer);
    await bind(this.#server, this.address);
  }

  close(): void {
    this.#server.forceShutdown();
  }
}

function createServer(answer: AnswerCallback): Server {
  const server = new Server({
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.so_reuseport': 0,
  });
  const definition = loadDefinition();
  server.addService(definition[serviceNames.unaryHandler] as ServiceDefinition, serveAll(serveUnary, answer));
  server.addService(definition[serviceNames.handler] as ServiceDefinition, serveAll(serveStream, answer));
  return server;
}

function bind(server: Server, address: Address): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(formatAddress(address), ServerCredentials.createInsecure(), (cause, bound) => {
      if (cause === null) return resolve(bound);
      const text = `the suite's handler can't listen on ${formatAddress(address)}: free the port or change handler.listen`;
      reject(new SuiteError('HANDLER_ADDRESS_TAKEN', text, cause));
    });
  });
}

type Serve = (method: CallbackMethod, answer: AnswerCallback) => Implementation;
type Implementation = handleUnaryCall<object, object> | handleClientStreamingCall<object, object>;

function serveAll(serve: Serve, answer: AnswerCallback): Record<string, Implementation> {
  return Object.fromEntries(callbackMethods.map((method) => [method, serve(method, answer)]));
}

function serveUnary(method: CallbackMethod, answer: AnswerCallback): handleUnaryCall<object, object> {
  return (call, done) => void reply(answer({ method, request: call.request } as Callback), done);
}

/** Tells streams apart. */
let streamCount = 0;

function serveStream(
  method: CallbackMethod,
  answer: AnswerCallback,
): handleClientStreamingCall<object, object> {
  return (call, done) => {
    streamCount += 1;
    const stream = streamCount;
    let isDone = false;
    let last: Promise<CallbackAnswer> = Promise.resolve(answered);
    const finish = async () => {
      if (isDone) return;
      isDone = true;
      await reply(last, done);
    };
    call.on('data', (request: object) => {
      // Of a stream the next event is read when the one before is done with.
      call.pause();
      last = answer({ method, request, stream } as Callback);
      void last.then(({ status: outcome }) => {
        if (outcome === 'OK') call.resume();
        else void finish();
      });
    });
    call.on('end', () => void finish());
  };
}

async function reply(answer: Promise<CallbackAnswer>, done: sendUnaryData<object>): Promise<void> {
  const outcome = await answer;
  if (outcome.status === 'OK') done(null, {});
  else done({ code: status[outcome.status], details: 'the scenario wants this callback to fail' });
}
