import { randomBytes } from 'node:crypto';
import { Client, type ClientWritableStream, credentials, type ServiceError, status } from '@grpc/grpc-js';
import type { MethodDefinition, ServiceDefinition } from '@grpc/proto-loader';
import { loadDefinition, serviceNames } from '../../../proto/index.ts';
import { SuiteError } from '../../gateway/suite-error.ts';
import { formatAddress } from '../../gateway/target/address.ts';
import type { Address } from '../../gateway/target/target.ts';

/**
 * The services by the names that a person chooses from: `ConnectionUnaryHandler`, `ConnectionHandler` with streams, and
 * `ConnectionHandler` with calls, as the first description of the protocol has it.
 */
export const serviceChoices = ['unary', 'streaming', 'seed'] as const;

export type ServiceChoice = (typeof serviceChoices)[number];

/** How often another call is answered before a stream without an answer counts as one that waits for more. */
const rounds = 3;
const patience = 10_000;
/** A handler listens before it is verified; milliseconds. */
const connectTime = 3_000;

type ServiceName = 'ConnectionUnaryHandler' | 'ConnectionHandler';

function serviceOf(choice: ServiceChoice): ServiceName {
  return choice === 'unary' ? 'ConnectionUnaryHandler' : 'ConnectionHandler';
}

type Definition = MethodDefinition<object, object>;

/**
 * Asks a handler which service it serves.
 *
 * @throws {SuiteError} `HANDLER_UNREACHABLE` or `HANDLER_WRONG_SERVICE`
 */
export async function findService(address: Address, chosen?: ServiceChoice): Promise<ServiceChoice> {
  const client = new Client(formatAddress(address), credentials.createInsecure());
  try {
    await connected(client, address);
    const names = chosen === undefined ? (['unary', 'seed'] as const) : ([chosen] as const);
    for (const name of names) {
      if (!(await serves(client, serviceOf(name), address))) continue;
      if (chosen !== undefined || name === 'unary') return name;
      return (await isStreaming(client)) ? 'streaming' : 'seed';
    }
    throw wrongService(address, chosen);
  } finally {
    client.close();
  }
}

function connected(client: Client, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    client.waitForReady(Date.now() + connectTime, (error) => {
      if (error === undefined) return resolve();
      const text = `no handler answers on ${formatAddress(address)}: start it, give its address with --handler, or let --start start it`;
      reject(new SuiteError('HANDLER_UNREACHABLE', text, error));
    });
  });
}

/** Whether there is such a service; what it answers to the connection of the question does not matter. */
async function serves(client: Client, service: ServiceName, address: Address): Promise<boolean> {
  const outcome = await come(client, service);
  if (outcome === status.DEADLINE_EXCEEDED || outcome === status.UNAVAILABLE) {
    const text = `the handler on ${formatAddress(address)} does not answer an OnSocketCreated within ${patience / 1000} s: see what it waits for`;
    throw new SuiteError('HANDLER_UNREACHABLE', text);
  }
  return outcome !== status.UNIMPLEMENTED;
}

/** A connection comes and goes; says how the first of the two calls ended. */
async function come(client: Client, service: ServiceName): Promise<status> {
  const conn = newConn();
  const outcome = await call(client, method(service, 'OnSocketCreated'), created(conn));
  if (outcome === status.OK)
    await call(client, method(service, 'OnSocketClosed'), { conn, reason: 'tcp_closed' });
  return outcome;
}

function newConn(): string {
  return randomBytes(16).toString('base64url');
}

function created(conn: string): object {
  const sockname = { host: '127.0.0.1', port: 7993 };
  return { conn, conninfo: { socktype: 'TCP', peername: { ...sockname, port: 10_000 }, sockname } };
}

/**
 * A unary method answers the first message, or refuses the second; one that takes a stream waits for its end, and
 * takes both.
 */
async function isStreaming(client: Client): Promise<boolean> {
  const definition = method('ConnectionHandler', 'OnSocketCreated');
  const conns = [newConn(), newConn()] as const;
  let outcome: status | undefined;
  let told: (outcome: status) => void = () => undefined;
  const ended = new Promise<status>((resolve) => {
    told = resolve;
  });
  const stream: ClientWritableStream<object> = client.makeClientStreamRequest(
    definition.path,
    definition.requestSerialize,
    definition.responseDeserialize,
    { deadline: Date.now() + patience },
    (error: ServiceError | null) => {
      outcome = error?.code ?? status.OK;
      told(outcome);
    },
  );
  stream.on('error', () => undefined);
  stream.write(created(conns[0]));
  for (let round = 0; round < rounds; round += 1) await come(client, 'ConnectionHandler');
  if (outcome === undefined) stream.write(created(conns[1]));
  const answeredOne = outcome !== undefined;
  stream.end();
  const isWell = (await ended) === status.OK;
  for (const conn of answeredOne ? conns.slice(0, 1) : conns) {
    await call(client, method('ConnectionHandler', 'OnSocketClosed'), { conn, reason: 'tcp_closed' });
  }
  return isWell && !answeredOne;
}

function method(service: ServiceName, name: string): Definition {
  const full = service === 'ConnectionHandler' ? serviceNames.handler : serviceNames.unaryHandler;
  return (loadDefinition()[full] as ServiceDefinition)[name] as Definition;
}

function call(client: Client, definition: Definition, request: object): Promise<status> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      definition.path,
      definition.requestSerialize,
      definition.responseDeserialize,
      request,
      { deadline: Date.now() + patience },
      (error: ServiceError | null) => resolve(error?.code ?? status.OK),
    );
  });
}

function wrongService(address: Address, chosen: ServiceChoice | undefined): SuiteError {
  const where = formatAddress(address);
  const text =
    chosen === undefined
      ? `${where} serves neither emqx.exproto.v1.ConnectionUnaryHandler nor emqx.exproto.v1.ConnectionHandler: is it the handler, and generated from exproto.proto?`
      : `${where} does not serve emqx.exproto.v1.${serviceOf(chosen)}: leave --service away, and it is found by asking`;
  return new SuiteError('HANDLER_WRONG_SERVICE', text);
}
