import { byteScenarios } from './byte-scenarios.ts';
import { clientScenarios } from './client-scenarios.ts';
import { codeScenarios } from './code-scenarios.ts';
import { connectionScenarios } from './connection-scenarios.ts';
import { datagramScenarios } from './datagram-scenarios.ts';
import { encryptionScenarios } from './encryption-scenarios.ts';
import { faultScenarios } from './fault-scenarios.ts';
import { flowScenarios } from './flow-scenarios.ts';
import { keepaliveScenarios } from './keepalive-scenarios.ts';
import { limitScenarios } from './limit-scenarios.ts';
import { messagingScenarios } from './messaging-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { stopScenarios } from './stop-scenarios.ts';
import { streamScenarios } from './stream-scenarios.ts';
import { wireFaultScenarios } from './wire-fault-scenarios.ts';

/** Every scenario that is written down; the slow ones first, so that they run while the others do. */
export const allScenarios: readonly Scenario[] = [
  ...keepaliveScenarios,
  ...limitScenarios,
  ...faultScenarios,
  ...wireFaultScenarios,
  ...datagramScenarios,
  ...encryptionScenarios,
  ...flowScenarios,
  ...streamScenarios,
  ...byteScenarios,
  ...connectionScenarios,
  ...codeScenarios,
  ...clientScenarios,
  ...messagingScenarios,
  ...stopScenarios,
];
