import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, which can be asked what it has seen. */
export interface ForkedServer<Seen> {
  readonly port: number;
  ask(): Promise<Seen>;
  stop(): void;
}

/** @param script Beside this file. */
export async function forkServer<Seen>(
  script: string,
  args: readonly string[] = [],
): Promise<ForkedServer<Seen>> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args);
  const hear = async () => (await once(child, 'message'))[0] as unknown;
  const { port } = (await hear()) as { readonly port: number };
  return {
    port,
    async ask() {
      const heard = hear();
      child.send('ask');
      return (await heard) as Seen;
    },
    stop: () => child.disconnect(),
  };
}
