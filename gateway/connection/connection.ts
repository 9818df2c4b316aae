import type { BrokerMessage, Subscriber } from '../broker/broker.ts';
import type { Sleeper } from '../clock/alarms.ts';
import { failed, success } from '../core/answers.ts';
import type { Call, CallAnswer, CallRequest } from '../core/call.ts';
import type { Callback, ConnectionInfo } from '../core/callback.ts';
import type { ConnectionEffect } from '../core/effect.ts';
import type { ConnectionEvent } from '../core/event.ts';
import type { CallbackFailure, CallbackMethod } from '../core/reason.ts';
import { type ConnectionState, never, openConnection } from '../core/state.ts';
import { wakeAt } from '../core/wake-at.ts';
import type { DeviceSocket } from './device-socket.ts';
import type { Environment } from './environment.ts';

/** A call whose answer someone waits for. */
interface PendingCall {
  readonly resolve: (answer: CallAnswer) => void;
}

/** One device's connection: takes events to the core and performs what the core decides. */
export class Connection implements Subscriber, Sleeper {
  /** The opaque name that adapter calls carry. */
  readonly conn: string;
  readonly #environment: Environment;
  readonly #socket: DeviceSocket;
  #state: ConnectionState;
  #stepping = false;
  #waiting: ConnectionEvent[] | undefined;
  #abandonCallback: (() => void) | undefined;
  #alarm = { at: never, slot: 0 };

  constructor(conn: string, info: ConnectionInfo, socket: DeviceSocket, environment: Environment) {
    this.conn = conn;
    this.#socket = socket;
    this.#environment = environment;
    this.#state = openConnection(environment.settings, info, environment.clock.now());
  }

  /** Lets the connection begin: `OnSocketCreated` goes out. */
  open(): void {
    this.#environment.registry.add(this);
    this.#attachStreams();
    this.dispatch({ type: 'tick' });
  }

  /** Takes an event in. One that comes up while another is performed waits its turn. */
  dispatch(event: ConnectionEvent): void {
    if (this.#stepping) {
      this.#waiting ??= [];
      this.#waiting.push(event);
      return;
    }
    this.#stepping = true;
    for (let next: ConnectionEvent | undefined = event; next !== undefined; next = this.#waiting?.shift()) {
      const { state, effects } = this.#environment.step(this.#state, next, this.#environment.clock.now());
      this.#state = state;
      for (const effect of effects) this.#perform(effect);
    }
    this.#waiting = undefined;
    this.#stepping = false;
    this.#setAlarm();
  }

  /** Serves a call of the user's service. */
  call(request: CallRequest): Promise<CallAnswer> {
    return new Promise((resolve) => {
      const call: PendingCall = { resolve };
      this.dispatch({ type: 'call', call, request });
    });
  }

  deliver(message: BrokerMessage): void {
    this.dispatch({ type: 'delivered', message });
  }

  wake(): void {
    this.#alarm = { at: never, slot: 0 };
    this.dispatch({ type: 'tick' });
  }

  #perform(effect: ConnectionEffect): void {
    const { registry, broker, publisher, log } = this.#environment;
    switch (effect.type) {
      case 'write':
        return this.#write(effect.bytes);
      case 'endSocket':
        return this.#socket.end();
      case 'destroySocket':
        return this.#socket.destroy();
      case 'pauseReading':
        return this.#socket.pause();
      case 'resumeReading':
        return this.#socket.resume();
      case 'invoke':
        return this.#invoke(effect.callback);
      case 'finishStreams':
        return this.#finishStreams();
      case 'abandonCallback':
        log.warn({ conn: this.conn }, 'a callback is given up: the handler did not answer in time');
        this.#abandonCallback?.();
        this.#abandonCallback = undefined;
        return;
      case 'reply':
        return (effect.call as PendingCall).resolve(effect.answer);
      case 'verify':
        return this.#verify(effect);
      case 'register':
        return registry.register(this, effect.clientid);
      case 'unregister':
        return registry.unregister(this, effect.clientid);
      case 'publish':
        return answer(effect.call, publisher.publish(effect.from, effect.topic, effect.qos, effect.payload));
      case 'subscribe':
        return answer(effect.call, broker.subscribe(this, effect.filter, effect.qos));
      case 'unsubscribe':
        return answer(effect.call, broker.unsubscribe(this, effect.filter));
      case 'leaveBroker':
        return broker.leave(this);
      case 'messagesDropped':
        return log.warn(
          { conn: this.conn, count: effect.count },
          'messages dropped: the handler lags behind',
        );
      case 'messageRefused':
        return log.warn(
          { conn: this.conn, size: effect.size },
          'a message dropped: it is larger than the handler accepts',
        );
      case 'ended':
        return this.#end();
    }
  }

  #write(bytes: Uint8Array): void {
    this.#socket.write(bytes, () => this.dispatch({ type: 'flushed', size: bytes.length }));
  }

  #invoke(callback: Callback): void {
    this.#abandonCallback = this.#environment.handler.call(this.conn, callback, (failure) => {
      this.#abandonCallback = undefined;
      if (failure === undefined) return this.dispatch({ type: 'callbackAnswered' });
      this.dispatch({ type: 'callbackFailed', failure });
      this.#tellOfFailure(callback.method, failure);
    });
  }

  #tellOfFailure(method: CallbackMethod, { status, details }: CallbackFailure): void {
    const { log } = this.#environment;
    const facts = { conn: this.conn, method, status, details };
    // Otherwise a handler that is away would fill the log with the tries of all connections that end.
    if (method === 'OnSocketClosed' && this.#state.phase !== 'ended') {
      return log.debug(facts, 'a callback failed, it is tried again');
    }
    log.warn(facts, 'a callback failed');
  }

  #attachStreams(): void {
    this.#environment.handler.streams?.attach(this.conn, (method, failure) => {
      const { status, details } = failure;
      const facts = { conn: this.conn, method, status, details };
      this.#environment.log.warn(facts, 'a stream to the handler is lost');
      this.dispatch({ type: 'streamLost', method, failure });
    });
  }

  #finishStreams(): void {
    this.#abandonCallback = this.#environment.handler.streams?.finish(this.conn, () => {
      this.#abandonCallback = undefined;
      this.dispatch({ type: 'callbackAnswered' });
    });
  }

  #verify(effect: Extract<ConnectionEffect, { type: 'verify' }>): void {
    const { authenticator, log } = this.#environment;
    const { call } = effect;
    authenticator.verify(effect.client, effect.password).then(
      (granted) => this.dispatch({ type: 'verified', call, granted }),
      (error: unknown) => {
        log.error(
          { conn: this.conn, error: String(error) },
          'the authenticator failed, the client is refused',
        );
        this.dispatch({ type: 'verified', call, granted: false });
      },
    );
  }

  #setAlarm(): void {
    const at = wakeAt(this.#state);
    // A later time is left for the alarm to find: most are put off again and again.
    if (at >= this.#alarm.at) return;
    this.#clearAlarm();
    this.#alarm = { at, slot: this.#environment.alarms.set(this, at) };
  }

  #clearAlarm(): void {
    if (this.#alarm.at !== never) this.#environment.alarms.clear(this, this.#alarm.slot);
    this.#alarm = { at: never, slot: 0 };
  }

  #end(): void {
    this.#clearAlarm();
    this.#environment.handler.streams?.release(this.conn);
    this.#environment.registry.remove(this);
  }
}

function answer(call: Call, done: Promise<void>): void {
  const { resolve } = call as PendingCall;
  done.then(
    () => resolve(success),
    (error: unknown) =>
      resolve(failed(`the broker refused: ${error instanceof Error ? error.message : error}`)),
  );
}
