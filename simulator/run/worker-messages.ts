import type { SelfReport } from '../measure/self-monitor.ts';
import type { ShardInterval } from './run-shard.ts';
import type { SimulationPlan } from './simulation-plan.ts';

export type ToWorker = { readonly type: 'start'; readonly plan: SimulationPlan } | { readonly type: 'stop' };

export type FromWorker =
  | { readonly type: 'interval'; readonly interval: ShardInterval }
  | { readonly type: 'done'; readonly report: SelfReport }
  | { readonly type: 'failed'; readonly message: string };
