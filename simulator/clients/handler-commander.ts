import type { ReachableCommander } from './command-route.ts';

/** How long a request may take, in milliseconds. */
const patience = 10_000;
/** Above so many requests without an answer nobody is asked any more. */
const mostWaiting = 1_000;

/**
 * Asks a handler, by HTTP, to send a command: POST with the payload as its body.
 *
 * @param address With `{topic}` where the topic is to stand.
 */
export function createHandlerCommander(address: string): ReachableCommander {
  let waiting = 0;
  const stop = new AbortController();
  const signalFor = (time: number) => AbortSignal.any([stop.signal, AbortSignal.timeout(time)]);
  return {
    async publish(topic, payload) {
      if (waiting >= mostWaiting) throw refusal('TOO_MANY_WAITING');
      waiting += 1;
      try {
        const url = address.replaceAll('{topic}', encodeURIComponent(topic));
        const request = { method: 'POST', body: Buffer.from(payload), signal: signalFor(patience) };
        const response = await fetch(url, request).catch((cause: unknown) => {
          throw refusal(codeOf(cause), cause);
        });
        await response.body?.cancel();
        if (!response.ok) throw refusal(`HTTP ${response.status}`);
      } finally {
        waiting -= 1;
      }
    },
    async connect(timeout) {
      // Whatever it answers: someone is there.
      const asked = fetch(new URL(address).origin, { method: 'HEAD', signal: signalFor(timeout) });
      const response = await asked.catch((cause: unknown) => {
        throw new Error(codeOf(cause), { cause });
      });
      await response.body?.cancel();
    },
    close: () => stop.abort(),
  };
}

function codeOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: { readonly code?: string }; readonly name?: string };
  return cause?.code ?? (name === 'TimeoutError' ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE');
}

function refusal(code: string, cause?: unknown): Error {
  return Object.assign(new Error(`the handler has not taken a command: ${code}`, { cause }), { code });
}
