import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { type CodeResponse, loadDefinition, serviceNames } from '../../../proto/index.ts';
import { formatAddress } from '../target/address.ts';
import type { Address } from '../target/target.ts';
import type { AdapterMethod, CallOutcome } from './adapter-client.ts';

/** A gRPC message is led by a byte for compression and four for its length. */
const prefixSize = 5;

/**
 * Makes calls that do not wait for each other's answers, and yet in a certain
 * order on the wire: each one's last frame is out before the next one begins. A
 * gRPC library promises no such thing, and then no gateway could keep the order.
 */
export async function callPipelined(
  adapter: Address,
  method: AdapterMethod,
  requests: readonly object[],
  patience: number,
): Promise<readonly CallOutcome[]> {
  const session = connect(`http://${formatAddress(adapter)}`);
  let lost = 'the connection to the adapter ended';
  session.on('error', ({ message }) => {
    lost = message;
  });
  const outcomes: Promise<CallOutcome>[] = [];
  try {
    for (const request of requests) {
      if (session.closed || session.destroyed) {
        outcomes.push(Promise.resolve({ error: lost }));
        continue;
      }
      const { stream, outcome } = open(session, method, request, patience);
      outcomes.push(outcome);
      await Promise.race([new Promise((sent) => stream.once('finish', sent)), outcome]);
    }
    return await Promise.all(outcomes);
  } finally {
    session.destroy();
  }
}

interface OpenCall {
  readonly stream: ClientHttp2Stream;
  readonly outcome: Promise<CallOutcome>;
}

const methods = loadDefinition()[serviceNames.adapter] as ServiceDefinition;

function open(
  session: ClientHttp2Session,
  method: AdapterMethod,
  request: object,
  patience: number,
): OpenCall {
  const definition = methods[method];
  if (definition === undefined) throw new Error(`${serviceNames.adapter} has no method ${method}`);
  const stream = session.request({
    ':method': 'POST',
    ':path': definition.path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const message = definition.requestSerialize(request);
  const prefix = Buffer.alloc(prefixSize);
  prefix.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([prefix, message]));
  const decode = definition.responseDeserialize as (bytes: Buffer) => CodeResponse;
  return { stream, outcome: read(stream, patience, decode) };
}

function read(
  stream: ClientHttp2Stream,
  patience: number,
  decode: (bytes: Buffer) => CodeResponse,
): Promise<CallOutcome> {
  const chunks: Buffer[] = [];
  let problem: string | undefined;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const note = (headers: Record<string, unknown>) => {
    if (headers['grpc-status'] !== undefined) problem = `gRPC status ${headers['grpc-status']}`;
  };
  stream.on('response', note).on('trailers', note);
  stream.on('error', ({ message }) => {
    problem ??= message;
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      problem ??= `no answer within ${patience / 1000} s`;
      // An orderly close waits until all is sent, which an adapter that does not read puts off for ever.
      stream.destroy();
    }, patience);
    stream.on('close', () => {
      clearTimeout(timer);
      const body = Buffer.concat(chunks);
      if (body.length < prefixSize) return resolve({ error: problem ?? 'no status' });
      const { code, message } = decode(body.subarray(prefixSize));
      resolve({ code: String(code), message });
    });
  });
}
