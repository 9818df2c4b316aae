import type { TargetState } from './target-state.ts';

/** Names under which programs tell what they hold: the usual one of client libraries, of the JVM, and of Erlang. */
export const memoryMetrics = [
  'process_resident_memory_bytes',
  'jvm_memory_used_bytes',
  'erlang_vm_memory_bytes_total',
] as const;
export const descriptorMetrics = ['process_open_fds', 'process_files_open_files'] as const;

/** What a target's own metrics say of it, in the text format of Prometheus. Samples with labels are added up. */
export function parseMetrics(text: string): TargetState {
  const sums = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^([a-zA-Z_:][\w:]*)(?:\{.*\})?\s+(\S+)/.exec(line) ?? [];
    const number = Number(value);
    if (name !== undefined && Number.isFinite(number)) sums.set(name, (sums.get(name) ?? 0) + number);
  }
  const first = (names: readonly string[]) =>
    names.map((name) => sums.get(name)).find((sum) => sum !== undefined);
  return { targetMemory: first(memoryMetrics), targetDescriptors: first(descriptorMetrics) };
}
