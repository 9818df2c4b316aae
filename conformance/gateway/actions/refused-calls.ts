import type { RuleId } from '../../rules/catalogue.ts';
import type { Need } from '../../rules/rule.ts';
import type { ModelConnection } from '../model/model.ts';
import type { AdapterMethod } from '../world/adapter-client.ts';
import type { World } from '../world/world.ts';
import { authenticateRequest } from './call-actions.ts';

/** A call on a living connection that the gateway has to refuse. */
export interface RefusedCall {
  readonly kind: string;
  readonly rule: RuleId;
  readonly method: AdapterMethod;
  readonly code: string;
  readonly needs?: Need;
  /** Whether nothing else is wrong with the call, so that there is one right answer. */
  readonly applies: (connection: ModelConnection) => boolean;
  readonly request: (world: World) => object;
}

const unknownClient = ({ clientid }: ModelConnection) => clientid === undefined;
const knownClient = ({ clientid }: ModelConnection) => clientid !== undefined;
const anyone = () => true;
const payload = Buffer.from('refused');

function withoutField(field: string): RefusedCall {
  return {
    kind: `Authenticate without ${field}`,
    rule: 'EXP-CODE-004',
    method: 'Authenticate',
    code: 'REQUIRED_PARAMS_MISSED',
    applies: unknownClient,
    request(world) {
      const request = authenticateRequest(world, 'nobody') as { clientinfo: object };
      return field === 'clientinfo'
        ? { ...request, clientinfo: undefined }
        : { ...request, clientinfo: { ...request.clientinfo, [field]: '' } };
    },
  };
}

function publication(kind: string, rule: RuleId, request: object): RefusedCall {
  const code = 'PARAMS_TYPE_ERROR';
  return {
    kind: `Publish ${kind}`,
    rule,
    method: 'Publish',
    code,
    applies: knownClient,
    request: ({ token }) => ({ topic: `${token}/refused`, qos: 0, payload, ...request }),
  };
}

function subscription(kind: string, rule: RuleId, request: object): RefusedCall {
  return {
    kind: `Subscribe ${kind}`,
    rule,
    method: 'Subscribe',
    code: 'PARAMS_TYPE_ERROR',
    applies: knownClient,
    request: ({ token }) => ({ topic: `${token}/refused`, qos: 0, ...request }),
  };
}

function early(method: 'Publish' | 'Subscribe' | 'Unsubscribe', rule: RuleId): RefusedCall {
  return {
    kind: `${method} before Authenticate`,
    rule,
    method,
    code: 'PERMISSION_DENY',
    applies: unknownClient,
    request: ({ token }) => ({ topic: `${token}/early`, ...(method === 'Unsubscribe' ? {} : { qos: 0 }) }),
  };
}

function timer(kind: string, request: object): RefusedCall {
  return {
    kind: `StartTimer ${kind}`,
    rule: 'EXP-CODE-019',
    method: 'StartTimer',
    code: 'PARAMS_TYPE_ERROR',
    applies: anyone,
    request: () => request,
  };
}

/** The table of method, state and bad input that has one right answer each: docs/protocol.md, section 2. */
export const refusedCalls: readonly RefusedCall[] = [
  ...['clientinfo', 'proto_name', 'proto_ver', 'clientid'].map(withoutField),
  {
    kind: 'Authenticate twice',
    rule: 'EXP-CODE-006',
    method: 'Authenticate',
    code: 'PERMISSION_DENY',
    applies: knownClient,
    request: (world) => authenticateRequest(world, 'second'),
  },
  {
    kind: 'Authenticate with refused credentials',
    rule: 'EXP-CODE-007',
    method: 'Authenticate',
    code: 'PERMISSION_DENY',
    needs: 'refusals.authentication',
    applies: unknownClient,
    request(world) {
      const refused = world.suite.target.refusals.authentication;
      const request = authenticateRequest(world, 'nobody') as { clientinfo: object };
      return {
        clientinfo: { ...request.clientinfo, username: refused?.username },
        password: refused?.password,
      };
    },
  },
  {
    kind: 'Authenticate with refused credentials and an unknown proto_name',
    rule: 'EXP-CODE-028',
    method: 'Authenticate',
    code: 'PERMISSION_DENY',
    needs: 'refusals.authentication',
    applies: unknownClient,
    request(world) {
      const refused = world.suite.target.refusals.authentication;
      const request = authenticateRequest(world, 'nobody') as { clientinfo: object };
      return {
        clientinfo: { ...request.clientinfo, username: refused?.username, proto_name: `p${world.token}` },
        password: refused?.password,
      };
    },
  },
  early('Publish', 'EXP-CODE-008'),
  early('Subscribe', 'EXP-CODE-009'),
  early('Unsubscribe', 'EXP-CODE-010'),
  publication('with qos 3', 'EXP-CODE-011', { qos: 3 }),
  publication('with qos 4294967295', 'EXP-CODE-011', { qos: 4_294_967_295 }),
  subscription('with qos 3', 'EXP-CODE-012', { qos: 3 }),
  publication('to an empty topic', 'EXP-CODE-014', { topic: '' }),
  publication('to a/+', 'EXP-CODE-015', { topic: 'a/+' }),
  publication('to a/#', 'EXP-CODE-015', { topic: 'a/#' }),
  subscription('to an empty filter', 'EXP-CODE-016', { topic: '' }),
  subscription('to a/#/b', 'EXP-CODE-016', { topic: 'a/#/b' }),
  subscription('to a+/b', 'EXP-CODE-016', { topic: 'a+/b' }),
  timer('with interval 0', { type: 'KEEPALIVE', interval: 0 }),
  timer('with type 99', { type: 99, interval: 10 }),
  {
    kind: 'Publish to a forbidden topic',
    rule: 'EXP-CODE-025',
    method: 'Publish',
    code: 'PERMISSION_DENY',
    needs: 'refusals.publish',
    applies: knownClient,
    request: ({ suite }) => ({ topic: suite.target.refusals.publish, qos: 0, payload }),
  },
  {
    kind: 'Subscribe to a forbidden filter',
    rule: 'EXP-CODE-026',
    method: 'Subscribe',
    code: 'PERMISSION_DENY',
    needs: 'refusals.subscribe',
    applies: knownClient,
    request: ({ suite }) => ({ topic: suite.target.refusals.subscribe, qos: 0 }),
  },
];
