import { Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../fixtures/free-port.ts';
import { loadDefinition, serviceNames } from '../../../proto/index.ts';
import { findService } from './find-service.ts';

let server: Server | undefined;

afterEach(() => server?.forceShutdown());

async function serve(name: string, streamed: boolean): Promise<{ host: string; port: number }> {
  server = new Server();
  const definition = loadDefinition()[name] as ServiceDefinition;
  const methods = Object.entries(definition).map(([method, each]) => [
    method,
    { ...each, requestStream: streamed },
  ]);
  const answer = (call: NodeJS.ReadableStream, done: (error: null, answer: object) => void) => {
    if (!streamed) return done(null, {});
    call.on('data', () => undefined);
    call.on('end', () => done(null, {}));
  };
  const implementation = Object.fromEntries(Object.keys(definition).map((method) => [method, answer]));
  server.addService(Object.fromEntries(methods) as ServiceDefinition, implementation as never);
  const host = '127.0.0.1';
  const port = await new Promise<number>((resolve, reject) => {
    server?.bindAsync(`${host}:0`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { host, port };
}

describe('findService', () => {
  it.each([
    ['unary', serviceNames.unaryHandler, false],
    ['seed', serviceNames.handler, false],
    ['streaming', serviceNames.handler, true],
  ] as const)('finds %s', async (found, name, streamed) => {
    expect(await findService(await serve(name, streamed))).toBe(found);
  });

  it('refuses something that is no handler, and another service than was asked for', async () => {
    const wrong = { code: 'HANDLER_WRONG_SERVICE' };
    await expect(findService(await serve(serviceNames.adapter, false))).rejects.toMatchObject(wrong);
    const address = await serve(serviceNames.unaryHandler, false);
    await expect(findService(address, 'streaming')).rejects.toMatchObject(wrong);
  });

  it('says that nobody is there', async () => {
    const address = { host: '127.0.0.1', port: await freePort() };
    await expect(findService(address)).rejects.toMatchObject({ code: 'HANDLER_UNREACHABLE' });
  });
});
