import type { ReachableCommander } from './command-route.ts';
import { Requests } from './requests.ts';

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
  const requests = new Requests();
  return {
    async publish(topic, payload) {
      if (waiting >= mostWaiting) throw refusal('TOO_MANY_WAITING');
      waiting += 1;
      try {
        const url = address.replaceAll('{topic}', encodeURIComponent(topic));
        const request = { method: 'POST', body: Buffer.from(payload) };
        const asked = requests.make(patience, (signal) => ask(url, { ...request, signal }));
        const { ok, status } = await asked.catch((cause: unknown) => {
          throw refusal(codeOf(cause), cause);
        });
        if (!ok) throw refusal(`HTTP ${status}`);
      } finally {
        waiting -= 1;
      }
    },
    async connect(timeout) {
      // Whatever it answers: someone is there.
      const { origin } = new URL(address);
      const asked = requests.make(timeout, (signal) => ask(origin, { method: 'HEAD', signal }));
      await asked.catch((cause: unknown) => {
        throw new Error(codeOf(cause), { cause });
      });
    },
    close: () => requests.close(),
  };
}

/** Asks without reading what stands in the answer. */
async function ask(url: string, request: RequestInit): Promise<Response> {
  const response = await fetch(url, request);
  await response.body?.cancel();
  return response;
}

function codeOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: { readonly code?: string }; readonly name?: string };
  return cause?.code ?? (name === 'TimeoutError' ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE');
}

function refusal(code: string, cause?: unknown): Error {
  return Object.assign(new Error(`the handler has not taken a command: ${code}`, { cause }), { code });
}
