import type { AdapterServer, AdapterService } from '../adapter/adapter-server.ts';
import type { CallAnswer } from '../core/call.ts';
import type { VirtualCall, VirtualGatewayObserver } from './observed.ts';

/** The adapter as a service that tells of each call, and lets someone else answer it. */
export function directAdapter(service: AdapterService, observer: VirtualGatewayObserver): AdapterService {
  const answer = async (call: VirtualCall, perform: () => Promise<CallAnswer>): Promise<CallAnswer> => {
    observer.callArrived(call);
    try {
      const code = (await observer.intercept(call)) ?? (await perform());
      observer.callAnswered(call, code);
      return code;
    } catch (error) {
      observer.callAnswered(call, error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  };
  return {
    call: (conn, request) => answer({ conn, request }, () => service.call(conn, request)),
    rawPublish: (topic, qos, payload) =>
      answer({ conn: '', request: { method: 'RawPublish', topic, qos, payload } }, () =>
        service.rawPublish(topic, qos, payload),
      ),
  };
}

/** The adapter's port, which goes away and comes back while the gateway runs. */
export class SwitchedAdapter implements AdapterServer {
  readonly #serve: (port: number) => Promise<AdapterServer>;
  #server: AdapterServer | undefined;
  readonly address: AdapterServer['address'];

  private constructor(serve: (port: number) => Promise<AdapterServer>, server: AdapterServer) {
    this.#serve = serve;
    this.#server = server;
    this.address = server.address;
  }

  /** @param serve Serves on a port, and throws a `GatewayError` where it can't. */
  static async open(serve: (port: number) => Promise<AdapterServer>, port: number): Promise<SwitchedAdapter> {
    return new SwitchedAdapter(serve, await serve(port));
  }

  /** Calls are refused from now on, and those that wait for an answer are broken off. */
  down(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  async up(): Promise<void> {
    this.#server ??= await this.#serve(this.address.port);
  }

  close(): void {
    this.down();
  }
}
