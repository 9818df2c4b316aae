import { randomBytes } from 'node:crypto';
import { admitAll, admitUsers } from './access/authenticator.ts';
import { createAuthorizer } from './access/authorizer.ts';
import { EmbeddedBroker } from './broker/embedded-broker.ts';
import { systemClock } from './clock/system-clock.ts';
import type { GatewayConfiguration } from './config/configuration.ts';
import { emqxReason, plainReason } from './core/reason.ts';
import { step } from './core/step.ts';
import { serveGrpcAdapter } from './grpc/grpc-adapter-server.ts';
import { createGrpcHandlerClient } from './grpc/grpc-handler-client.ts';
import { listen } from './listeners/listen.ts';
import { createLog } from './log/create-log.ts';
import type { Parts } from './parts.ts';

/** The parts that a configuration asks for. */
export function createParts(configuration: GatewayConfiguration): Parts {
  const { authentication, authorization, closeReasons } = configuration;
  const writeReason = closeReasons === 'emqx' ? emqxReason : plainReason;
  const log = createLog(configuration.log.level);
  return {
    step,
    clock: systemClock,
    broker: new EmbeddedBroker(),
    authenticator: authentication.users === undefined ? admitAll : admitUsers(authentication.users),
    authorize: createAuthorizer(authorization.rules, authorization.otherwise),
    log,
    createConn: () => randomBytes(16).toString('base64url'),
    createHandlerClient: (handler) => createGrpcHandlerClient(handler, writeReason),
    serveAdapter: (adapter, service) => serveGrpcAdapter(adapter, service, log),
    listen,
  };
}
