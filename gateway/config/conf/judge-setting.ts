import { displayKey } from '../display-value.ts';
import { nearestWord } from '../nearest-word.ts';
import { isHttps } from '../parse-handler-url.ts';
import { encryptionOf } from './encryption-of.ts';
import { isDatagram } from './is-datagram.ts';
import {
  accessKey,
  adapterKey,
  adapterTlsKey,
  dtlsListenerKeys,
  handlerTlsKeys,
  ignoredDtlsKeys,
  ignoredListenerKeys,
  ignoredServerKeys,
  listenerKeys,
  listenerPrefix,
  streamListenerKeys,
  tlsListenerKeys,
} from './keys.ts';
import { listenerKeyOf } from './listener-key.ts';
import type { Setting } from './settings.ts';

const encryptionKeys = { tls: tlsListenerKeys, dtls: dtlsListenerKeys };

/** What the user must be told of a setting, if anything. */
export type Judgement = { readonly problem: string } | { readonly warning: string } | undefined;

/**
 * Judges a setting by its key, or, where it cannot be ignored in safety, by its value:
 * what the user closed must not be open because this version does not know how to close it.
 */
export function judgeSetting(setting: Setting, settings: ReadonlyMap<string, Setting>): Judgement {
  const { key } = setting;
  if (key === adapterKey) {
    return undefined;
  }
  const consequence = ignoredServerKeys.get(key);
  if (consequence === undefined) {
    return judgeListenerSetting(setting, settings);
  }
  const tlsAlone = settings.has(adapterTlsKey) && !settings.has(adapterKey);
  return tlsAlone ? undefined : noEffect(key, consequence);
}

function judgeListenerSetting({ key, value }: Setting, settings: ReadonlyMap<string, Setting>): Judgement {
  const parts = listenerKeyOf(key);
  if (parts === undefined) {
    return unknownKey(key);
  }
  const { name, setting } = parts;
  if (handlerTlsKeys.includes(setting ?? '')) {
    const url = settings.get(`${listenerPrefix}${name}.connection_handler_url`)?.value;
    return url === undefined || isHttps(url) ? undefined : noEffect(key, 'the handler is called without TLS');
  }
  if (setting === undefined || listenerKeys.includes(setting) || accessKey.test(setting)) {
    return undefined;
  }
  const encryption = encryptionOf(settings.get(`${listenerPrefix}${name}`));
  if (encryption !== undefined && encryptionKeys[encryption].includes(setting)) {
    return undefined;
  }
  if (streamListenerKeys.includes(setting) && !isDatagram(settings.get(`${listenerPrefix}${name}`))) {
    return undefined;
  }
  const meaningless = encryption === 'dtls' ? ignoredDtlsKeys.get(setting) : undefined;
  if (meaningless !== undefined) {
    return noEffect(key, meaningless);
  }
  const consequence = ignoredListenerKeys.get(setting);
  if (consequence !== undefined) {
    return noEffect(key, consequence);
  }
  if (/^\w+:\/\//.test(value)) {
    return { problem: `${displayKey(key)}: a listener's name may not contain dots` };
  }
  return unknownKey(key);
}

function noEffect(key: string, consequence: string): Judgement {
  return { warning: `${key} has no effect in this version: ${consequence}` };
}

function unknownKey(key: string): Judgement {
  const name = listenerKeyOf(key)?.name;
  const settings = ['access.1', ...listenerKeys, ...ignoredListenerKeys.keys()];
  const candidates = [
    adapterKey,
    ...ignoredServerKeys.keys(),
    ...(name === undefined ? [] : settings.map((setting) => `${listenerPrefix}${name}.${setting}`)),
  ];
  const nearest = nearestWord(key, candidates);
  const suggestion = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return { problem: `unknown key ${displayKey(key)}${suggestion}` };
}
