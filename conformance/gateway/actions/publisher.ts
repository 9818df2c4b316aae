import type { CallOutcome } from '../world/adapter-client.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import { authenticateRequest, clientidOf } from './call-actions.ts';
import { expectCode } from './expectations.ts';

/** Who publishes in the name of no connection of a scenario. */
export interface Publisher {
  /** Its connection and clientid; undefined for RawPublish. */
  readonly name: string | undefined;
  readonly from: string | undefined;
  /** @param topic As the broker has it, and as a client writes it. */
  publish(
    topic: { readonly whole: string; readonly local: string },
    qos: number,
    payload: Buffer,
  ): Promise<CallOutcome>;
}

/** Whether the target speaks a dialect that has RawPublish (protocol 1). */
export function hasRawPublish({ suite }: World): boolean {
  return suite.target.dialect === 'emqx-5';
}

/** RawPublish, or where there is none a connection of its own, which is made once in a scenario. */
export async function openPublisher(world: World): Promise<Publisher> {
  if (hasRawPublish(world)) {
    return {
      name: undefined,
      from: undefined,
      publish: ({ whole, local }, qos, payload) =>
        world.call('RawPublish', { topic: whole, qos, payload }, local),
    };
  }
  const live = world.connections.get('publisher') ?? (await connectPublisher(world));
  return {
    name: live.name,
    from: clientidOf(world, live.name),
    publish: ({ local }, qos, payload) => live.call('Publish', { topic: local, qos, payload }),
  };
}

async function connectPublisher(world: World): Promise<LiveConnection> {
  const live = await world.connect('publisher', 'answer');
  const created = () => live.count('OnSocketCreated') > 0;
  await world.until('EXP-CONN-001', created, 'OnSocketCreated(publisher)', () => 'it did not come');
  expectCode(
    world,
    'EXP-CODE-005',
    await live.call('Authenticate', authenticateRequest(world, live.name)),
    'SUCCESS',
  );
  return live;
}
