import type { Action } from '../actions/action.ts';
import { authenticate, close, send, sendPipelined } from '../actions/call-actions.ts';
import { connect, connectHeld, deviceEnds, deviceResets, deviceSends } from '../actions/device-actions.ts';
import { failBytes, holdBytes, release, releaseFailing } from '../actions/handler-actions.ts';
import { startTimer } from '../actions/keepalive-actions.ts';
import { publish, rawPublish, subscribe, unsubscribe } from '../actions/messaging-actions.ts';
import {
  callGone,
  callUnknown,
  connectionMethods,
  makeRefusedCall,
  rawPublishRefused,
} from '../actions/refusal-actions.ts';
import { refusedCalls } from '../actions/refused-calls.ts';
import type { Model, ModelConnection } from '../model/model.ts';
import type { Random } from '../random.ts';
import { anyPayload } from '../scenarios/scenario.ts';

/** A kind of step, how likely it is, and how one is made for the state that the scenario has reached. */
export interface Candidate {
  readonly weight: number;
  readonly make: (random: Random) => Action;
}

const filters = ['~/t', '~/u', '~/+', '~/a/#', '~/+/b', '$share/g/~/shared/s', '$share/h/~/shared/+'];
const topics = ['~/t', '~/u', '~/a', '~/a/b', '~/shared/s'];
const clients = ['a', 'b', 'c'];
const statuses = ['INTERNAL', 'FAILED_PRECONDITION', 'UNKNOWN'] as const;

/** At most this many devices in one generated scenario. */
const mostConnections = 6;

/** What can happen next, by what the model says of the connections. */
export function candidates(model: Model): readonly Candidate[] {
  const all = [...model.connections.values()];
  const next = `c${all.length + 1}`;
  const open = all.filter(({ phase }) => phase === 'open');
  const wanted = open.length < 2 ? 30 : 6;
  return [
    ...when(all.length < mostConnections, wanted, () => connect(next)),
    ...when(all.length < mostConnections, 1, () => connectHeld(next)),
    ...(all.length > 0 ? forNobody : []),
    ...all.flatMap((connection) => forConnection(connection, model)),
  ];
}

const forNobody: readonly Candidate[] = [
  { weight: 3, make: (random) => rawPublish(random.pick(topics), publicationOptions(random)) },
  {
    weight: 1,
    make: (random) =>
      callUnknown(random.pick(connectionMethods), random.pick(['unknown', 'empty', 'garbage'])),
  },
  { weight: 1, make: () => rawPublishRefused('to a/+', { topic: 'a/+' }) },
];

function forConnection(connection: ModelConnection, model: Model): readonly Candidate[] {
  if (connection.phase === 'gone')
    return [{ weight: 1, make: (random) => callGone(connection.name, random.pick(connectionMethods)) }];
  if (connection.phase === 'leaving') return [{ weight: 8, make: () => release(connection.name) }];
  return [
    ...forOpen(connection.name, model),
    ...forDevice(connection.name, model),
    ...(connection.held ? forHeld(connection.name) : forFree(connection.name)),
    ...(connection.clientid === undefined ? forStranger(connection) : forClient(connection)),
    ...forRefusals(connection),
  ];
}

function forOpen(name: string, model: Model): readonly Candidate[] {
  const pipelined = model.isStream ? 40 : 12;
  return [
    { weight: 5, make: (random) => send(name, anyChunks(random, model)) },
    {
      weight: 2,
      make: (random) => sendPipelined(name, random.integer(2, pipelined), random.integer(1, 1_000_000)),
    },
    { weight: 1, make: (random) => startTimer(name, random.integer(60, 4_294_967_295)) },
    { weight: 1, make: (random) => close(name, random.pick([undefined, anyPayload(random)])) },
  ];
}

function forDevice(name: string, model: Model): readonly Candidate[] {
  return [
    ...when(model.hasRoom(name, mostChunks), 8, (random) => deviceSends(name, anyChunks(random, model))),
    ...when(model.hasEnds, 1, () => deviceEnds(name)),
    ...when(model.isStream, 1, () => deviceResets(name)),
  ];
}

function forFree(name: string): readonly Candidate[] {
  return [
    { weight: 4, make: (random) => holdBytes(name, anyPayload(random)) },
    { weight: 1, make: (random) => failBytes(name, anyPayload(random), random.pick(statuses)) },
  ];
}

function forHeld(name: string): readonly Candidate[] {
  return [
    { weight: 10, make: () => release(name) },
    { weight: 1, make: (random) => releaseFailing(name, random.pick(statuses)) },
  ];
}

function forStranger({ name }: ModelConnection): readonly Candidate[] {
  return [{ weight: 12, make: (random) => authenticate(name, random.pick(clients)) }];
}

function forClient({ name }: ModelConnection): readonly Candidate[] {
  return [
    { weight: 8, make: (random) => subscribe(name, random.pick(filters), random.integer(0, 2)) },
    { weight: 3, make: (random) => unsubscribe(name, random.pick(filters)) },
    { weight: 8, make: (random) => publish(name, random.pick(topics), publicationOptions(random)) },
  ];
}

function forRefusals(connection: ModelConnection): readonly Candidate[] {
  const fitting = refusedCalls.filter(({ applies, needs }) => needs === undefined && applies(connection));
  return when(fitting.length > 0, 2, (random) => makeRefusedCall(connection.name, random.pick(fitting)));
}

function when(holds: boolean, weight: number, make: Candidate['make']): readonly Candidate[] {
  return holds ? [{ weight, make }] : [];
}

const mostChunks = 4;

/** Datagrams are small: those of all scenarios share one buffer of the gateway's socket. */
function anyChunks(random: Random, { isStream }: Model) {
  const sizes = isStream ? [3, 60, 3_000] : [3, 60, 500];
  return Array.from({ length: random.integer(1, mostChunks) }, () => anyPayload(random, random.pick(sizes)));
}

function publicationOptions(random: Random) {
  return {
    qos: random.integer(0, 2),
    salt: random.integer(1, 1_000_000),
    count: random.pick([1, 1, 1, random.integer(2, 20)]),
    size: random.pick([12, 12, 2_000]),
  };
}
