import type { Authenticator } from '../access/authenticator.ts';
import type { Broker } from '../broker/broker.ts';
import type { Publisher } from '../broker/publisher.ts';
import type { Alarms } from '../clock/alarms.ts';
import type { Clock } from '../clock/clock.ts';
import type { ConnectionSettings } from '../core/settings.ts';
import type { step } from '../core/step.ts';
import type { HandlerClient } from '../handler/handler-client.ts';
import type { Log } from '../log/log.ts';
import type { Registry } from '../registry/registry.ts';

/** What the connections of one listener live in. */
export interface Environment {
  readonly settings: ConnectionSettings;
  readonly step: typeof step;
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly handler: HandlerClient;
  readonly registry: Registry;
  readonly broker: Broker;
  readonly publisher: Publisher;
  readonly authenticator: Authenticator;
  readonly log: Log;
}
