import fc from 'fast-check';
import type { ConnectionPlan, DeviceAction, Outcome, Plan, ServiceAction, WorldAction } from './plan.ts';

const topics = fc.constantFrom('t/a', 't/b');

const deviceActions: fc.Arbitrary<DeviceAction> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ type: fc.constant('bytes' as const), size: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<DeviceAction>(
      ...([{ type: 'stall' }, { type: 'read' }, { type: 'end' }, { type: 'reset' }] as const),
    ),
  },
);

const serviceActions: fc.Arbitrary<ServiceAction> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('Send' as const), size: fc.integer({ min: 1, max: 90 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('Authenticate' as const),
      clientid: fc.constantFrom('a', 'a', 'b'),
      granted: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('StartTimer' as const), interval: fc.constantFrom(1, 2, 4) }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('Publish' as const), topic: topics }) },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('Subscribe' as const), topic: fc.constantFrom('t/a', 't/+') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('Unsubscribe' as const), topic: fc.constantFrom('t/a', 't/+') }),
  },
  { weight: 1, arbitrary: fc.constantFrom<ServiceAction>({ type: 'Close' }, { type: 'breakStream' }) },
);

const outcomes = fc.constantFrom<Outcome>(
  ...(['answers', 'answers', 'answers', 'answers', 'answers', 'answers', 'answers'] as const),
  ...(['answers', 'answers', 'answers', 'refuses', 'breaks', 'hangs'] as const),
);

const worldActions: fc.Arbitrary<WorldAction> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('time' as const),
      milliseconds: fc.constantFrom(1, 30, 260, 700, 1_600, 3_100, 11_000, 16_000, 31_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<WorldAction>({ type: 'handlerLeaves' }, { type: 'handlerReturns' }),
  },
);

const connections: fc.Arbitrary<ConnectionPlan> = fc.record({
  device: fc.array(deviceActions, { maxLength: 12, size: 'max' }),
  service: fc.array(serviceActions, { maxLength: 16, size: 'max' }),
  outcomes: fc.array(outcomes, { maxLength: 10, size: 'max' }),
});

/** Plans for a few connections that share clientids and topics. */
export const plans: fc.Arbitrary<Plan> = fc.noBias(
  fc.record({
    datagrams: fc.boolean(),
    streams: fc.boolean(),
    shutdown: fc.boolean(),
    connections: fc.array(connections, { minLength: 1, maxLength: 4, size: 'max' }),
    world: fc.array(worldActions, { maxLength: 6, size: 'max' }),
  }),
);
