import type { Authenticator } from './access/authenticator.ts';
import type { AdapterServer, AdapterService } from './adapter/adapter-server.ts';
import type { Broker } from './broker/broker.ts';
import type { Clock } from './clock/clock.ts';
import type {
  GatewayConfiguration,
  HandlerConfiguration,
  ListenerConfiguration,
} from './config/configuration.ts';
import type { ConnectionSettings } from './core/settings.ts';
import type { step } from './core/step.ts';
import type { HandlerClient } from './handler/handler-client.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listeners/listener.ts';
import type { Log } from './log/log.ts';

/** What a gateway is made of. Each part can be another: a broker elsewhere, time that is virtual, a fault. */
export interface Parts {
  readonly step: typeof step;
  readonly clock: Clock;
  readonly broker: Broker;
  readonly authenticator: Authenticator;
  readonly authorize: ConnectionSettings['authorize'];
  readonly log: Log;
  /** A `conn`: unguessable, never the same twice. */
  readonly createConn: () => string;
  readonly createHandlerClient: (configuration: HandlerConfiguration) => HandlerClient;
  readonly serveAdapter: (
    configuration: GatewayConfiguration['adapter'],
    service: AdapterService,
  ) => Promise<AdapterServer>;
  readonly listen: (
    configuration: ListenerConfiguration,
    accept: AcceptConnection,
    environment: ListenerEnvironment,
  ) => Promise<Listener>;
}
