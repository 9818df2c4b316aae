import { denied, parameterInvalid, parameterMissing, success } from './answers.ts';
import type { Call, CallAnswer, RequestedClient } from './call.ts';
import type { Client } from './client.ts';
import type { ConnectionSettings } from './settings.ts';
import { never, type Turn } from './state.ts';
import { isTopicName } from './topics.ts';

/** `Authenticate`: checks what was asked and has the credentials verified. */
export function authenticate(
  turn: Turn,
  call: Call,
  requested: RequestedClient | null,
  password: string,
): void {
  const { state } = turn;
  const refusal = refuse(turn, requested);
  if (refusal !== undefined || requested === null) {
    const answer = refusal ?? parameterMissing('clientinfo');
    return void turn.effects.push({ type: 'reply', call, answer });
  }
  const client = resolve(requested, state.settings);
  if (client.mountpoint !== '' && !isTopicName(client.mountpoint)) {
    const answer = parameterInvalid('the mountpoint may not hold wildcards');
    return void turn.effects.push({ type: 'reply', call, answer });
  }
  state.authenticating = { call, client };
  turn.effects.push({ type: 'verify', call, client, password });
}

/** The authenticator has decided. */
export function verified(turn: Turn, call: Call, granted: boolean): void {
  const { state } = turn;
  const client = state.authenticating?.client;
  if (client === undefined || state.authenticating?.call !== call) return;
  state.authenticating = undefined;
  if (!granted) {
    const answer = denied('the credentials are refused');
    return void turn.effects.push({ type: 'reply', call, answer });
  }
  state.client = client;
  if (!state.settings.datagrams) state.idleAt = never;
  // A device that is gone already must not take over the connection that it has opened since.
  if (state.phase === 'open') turn.effects.push({ type: 'register', clientid: client.clientid });
  turn.effects.push({ type: 'reply', call, answer: success });
}

function refuse(turn: Turn, requested: RequestedClient | null): CallAnswer | undefined {
  const { state } = turn;
  if (state.client !== undefined) return denied('the connection is authenticated already');
  if (state.authenticating !== undefined)
    return denied('another Authenticate of the connection is under way');
  if (requested === null) return parameterMissing('clientinfo');
  if (requested.proto_name === '') return parameterMissing('clientinfo.proto_name');
  if (requested.proto_ver === '') return parameterMissing('clientinfo.proto_ver');
  if (requested.clientid === '') return parameterMissing('clientinfo.clientid');
  return undefined;
}

function resolve(requested: RequestedClient, settings: ConnectionSettings): Client {
  const { mountpoint } = settings;
  const template = mountpoint.from === 'client' ? requested.mountpoint : mountpoint.prefix;
  return {
    protocolName: requested.proto_name,
    protocolVersion: requested.proto_ver,
    clientid: requested.clientid,
    username: requested.username,
    // One pass: a clientid that looks like a placeholder stays what it is.
    mountpoint: template.replace(
      /\$\{(clientid|username)\}/g,
      (_, name: 'clientid' | 'username') => requested[name],
    ),
  };
}
