import type { VirtualRequest } from '../../../gateway/index.ts';
import type { Conversation } from '../conversation/step.ts';
import type { WorldEvent } from '../world/world-event.ts';
import type { Judgement } from './judgement.ts';

type Call = Extract<WorldEvent, { kind: 'call' }>;
type Replied = Extract<WorldEvent, { kind: 'replied' }>;

/** Judges what the handler asked of the adapter, and when. */
export function judgeCalls(
  { steps, streams }: Conversation,
  events: readonly WorldEvent[],
  judgement: Judgement,
): void {
  const connections = new Map<string, CalledConnection>();
  let [unjudged, called] = [false, false];
  // Nothing that the handler does is still on its way.
  let isQuiet = !streams;
  for (const event of events) {
    switch (event.kind) {
      case 'connected':
        connections.set(event.conn, new CalledConnection(judgement));
        break;
      case 'callback':
        connections.get(event.conn)?.callback(event.method, isQuiet);
        isQuiet = false;
        break;
      case 'answered':
        connections.get(event.conn)?.answered(event.method);
        break;
      case 'call':
        called = true;
        isQuiet = false;
        unjudged ||= event.unknown;
        if (event.unknown) judgeUnknown(event, judgement);
        else connections.get(event.conn)?.call(event);
        break;
      case 'replied':
        connections.get(event.conn)?.replied(event);
        judgeFields(event, judgement);
        break;
      case 'step':
        if (steps[event.index]?.type !== 'handlerRestarts') break;
        for (const connection of connections.values()) connection.handlerRestarts();
        break;
      case 'quiet':
        // A stream takes events long before the handler is done with them.
        if (streams) break;
        isQuiet = true;
        for (const connection of connections.values()) connection.quiet();
        break;
    }
  }
  if (called && !unjudged) judgement.exercise('EXH-CALL-002');
}

function judgeUnknown({ conn, request }: Call, judgement: Judgement): void {
  const actual = `${request.method} named ${conn === '' ? 'none' : JSON.stringify(conn.slice(0, 60))}`;
  judgement.check('EXH-CALL-002', false, 'calls to name a conn of the gateway', actual);
}

/** The gateway itself has refused them, and says why. */
function judgeFields({ code, refused, method }: Replied, judgement: Judgement): void {
  if (refused) return;
  const isBad = code === 'PARAMS_TYPE_ERROR' || code === 'REQUIRED_PARAMS_MISSED';
  judgement.check('EXH-CALL-005', !isBad, 'a call with valid fields', `${method} was answered with ${code}`);
}

/** What the handler asks for one connection. */
class CalledConnection {
  readonly #judgement: Judgement;
  #authentication: 'none' | 'asked' | 'granted' = 'none';
  /** The call of Authenticate that waits for its answer. */
  #asked = 0;
  #life: 'open' | 'closing' | 'closed' | 'gone' = 'open';
  #told = false;

  constructor(judgement: Judgement) {
    this.#judgement = judgement;
  }

  /** @param isQuiet Whether nothing that was begun before can still be on its way. */
  callback(method: string, isQuiet: boolean): void {
    if (method === 'OnSocketClosed') this.#life = isQuiet ? 'gone' : 'closing';
  }

  answered(method: string): void {
    if (method === 'OnSocketClosed' && this.#life === 'closing') this.#life = 'closed';
  }

  quiet(): void {
    if (this.#life === 'closed') this.#life = 'gone';
    if (this.#life !== 'gone' || this.#told) return;
    this.#told = true;
    this.#judgement.exercise('EXH-CALL-001');
  }

  call({ id, request }: Call): void {
    if (this.#life === 'gone') {
      const actual = `${request.method} came after OnSocketClosed`;
      this.#judgement.broken('EXH-CALL-001', 'no call for a connection that is closed', actual);
    }
    if (request.method === 'Authenticate') this.#authenticate(id);
    else if (needsClient(request)) this.#judgeOrder(request);
  }

  replied({ id, method, code, refused }: Replied): void {
    if (method !== 'Authenticate' || id !== this.#asked) return;
    this.#authentication = code === 'SUCCESS' && !refused ? 'granted' : 'none';
  }

  /** The handler that comes can't know what the one before it has asked for. */
  handlerRestarts(): void {
    this.#authentication = 'none';
  }

  #authenticate(id: number): void {
    const kept = this.#authentication === 'none';
    const state = this.#authentication === 'granted' ? 'was granted' : 'waited for its answer';
    const actual = `another Authenticate came when one ${state}`;
    this.#judgement.check('EXH-CALL-003', kept, 'one Authenticate for a connection', actual);
    if (!kept) return;
    this.#authentication = 'asked';
    this.#asked = id;
  }

  #judgeOrder(request: VirtualRequest): void {
    if (this.#life !== 'open') return;
    const state = this.#authentication === 'asked' ? 'while it waited for its answer' : 'without one';
    this.#judgement.check(
      'EXH-CALL-004',
      this.#authentication === 'granted',
      `${request.method} after Authenticate was answered with SUCCESS`,
      `${request.method} came ${state}`,
    );
  }
}

function needsClient({ method }: VirtualRequest): boolean {
  return method === 'Publish' || method === 'Subscribe' || method === 'Unsubscribe';
}
