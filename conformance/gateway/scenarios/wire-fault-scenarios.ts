import { streams } from '../../rules/transport.ts';
import { floodWithCalls, floodWithGarbage } from '../actions/adapter-flood-actions.ts';
import { connectOverBadNetwork } from '../actions/bad-handshake-actions.ts';
import { sendOverBadNetwork } from '../actions/bad-network-actions.ts';
import { connectByteByByte } from '../actions/byte-by-byte-actions.ts';
import { connect, deviceSends } from '../actions/device-actions.ts';
import { readLate, resetWhileReceiving, resetWhileSending } from '../actions/device-fault-actions.ts';
import { failForAll, hangInMany } from '../actions/handler-fault-actions.ts';
import { expectNoPasswords } from '../actions/secret-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

const failures = ['INTERNAL', 'FAILED_PRECONDITION', 'UNKNOWN', 'UNAVAILABLE'] as const;

/** Faults of the handler and of devices; each scenario ends with the fault removed, and demands that all is well. */
export const wireFaultScenarios: readonly Scenario[] = [
  {
    name: 'handler-hangs',
    mode: 'unary',
    pace: 'waiting',
    plan: (random) => [connect('c1'), hangInMany('c1', anyPayload(random))],
  },
  {
    name: 'handler-fails-for-all',
    // Answers to the devices of other scenarios would end the row of failures.
    pace: 'alone',
    mode: 'unary',
    dialects: ['emqx-5'],
    plan: (random) => [connect('c1'), failForAll(random.pick(failures), 'c1', 'c2')],
  },
  {
    name: 'reset-while-sending',
    pace: 'heavy',
    transports: streams,
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      resetWhileSending('c1', 'c2', random.integer(1, 1_000)),
      deviceSends('c2', [anyPayload(random)]),
    ],
  },
  {
    name: 'reset-while-receiving',
    pace: 'heavy',
    transports: streams,
    plan: () => [connect('c1'), connect('c2'), resetWhileReceiving('c1', 'c2')],
  },
  {
    name: 'device-reads-late',
    pace: 'heavy',
    transports: streams,
    plan: () => [connect('c1'), connect('c2'), readLate('c1', 'c2')],
  },
  {
    // A gateway may have little patience with a handshake, and a busy machine makes it last longer.
    name: 'handshake-byte-by-byte',
    pace: 'alone',
    transports: ['ssl'],
    plan: (random) => [connectByteByByte('c1', anyPayload(random)), deviceSends('c1', [anyPayload(random)])],
  },
  {
    name: 'bad-network',
    transports: ['udp'],
    plan: (random) => [
      connect('c1'),
      connect('c2'),
      sendOverBadNetwork('c1', 'c2', random.integer(1, 1_000_000)),
    ],
  },
  {
    name: 'bad-network-under-dtls',
    transports: ['dtls'],
    plan: (random) => [connectOverBadNetwork('c1', random.integer(1, 1_000_000))],
  },
  {
    name: 'passwords-in-the-log',
    pace: 'waiting',
    needs: 'log',
    plan: () => [connect('c1'), expectNoPasswords('c1')],
  },
  {
    name: 'garbage-on-the-adapter',
    pace: 'heavy',
    plan: (random) => [connect('c1'), floodWithGarbage('c1', random.integer(1, 1_000))],
  },
  {
    name: 'many-calls-at-once',
    pace: 'heavy',
    plan: () => [
      connect('c1'),
      connect('c2'),
      floodWithCalls(['c1'], 'c2'),
      floodWithCalls(['c1', 'c2'], 'c2'),
    ],
  },
];
