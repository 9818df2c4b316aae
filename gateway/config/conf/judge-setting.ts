import { displayKey, displayValue } from '../display-value.ts';
import { nearestWord } from '../nearest-word.ts';
import { encryptionOf } from './encryption-of.ts';
import {
  accessKey,
  adapterKey,
  adapterTlsKey,
  dtlsListenerKeys,
  ignoredDtlsKeys,
  ignoredListenerKeys,
  ignoredServerKeys,
  listenerKeys,
  listenerPrefix,
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
  if (key === adapterTlsKey && !settings.has(adapterKey)) {
    const remedy = `add ${adapterKey} = 9100 if an adapter without TLS is enough`;
    return { problem: `${key}: TLS on the adapter is not supported yet, ${remedy}` };
  }
  const consequence = ignoredServerKeys.get(key);
  return consequence === undefined ? judgeListenerSetting(setting, settings) : noEffect(key, consequence);
}

function judgeListenerSetting({ key, value }: Setting, settings: ReadonlyMap<string, Setting>): Judgement {
  const parts = listenerKeyOf(key);
  if (parts === undefined) {
    return unknownKey(key);
  }
  const { name, setting } = parts;
  if (setting === undefined || listenerKeys.includes(setting) || accessKey.test(setting)) {
    return undefined;
  }
  const encryption = encryptionOf(settings.get(`${listenerPrefix}${name}`));
  if (encryption !== undefined && encryptionKeys[encryption].includes(setting)) {
    return undefined;
  }
  const meaningless = encryption === 'dtls' ? ignoredDtlsKeys.get(setting) : undefined;
  if (meaningless !== undefined) {
    return noEffect(key, meaningless);
  }
  const unsafe = setting === 'proxy_protocol' ? judgeProxyProtocol(value) : undefined;
  if (unsafe !== undefined) {
    return { problem: `${key} is ${displayValue(value)}: ${unsafe}` };
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

function judgeProxyProtocol(value: string): string | undefined {
  if (value === 'off' || value === 'false') {
    return undefined;
  }
  return value === 'on' || value === 'true'
    ? 'the PROXY protocol is not supported yet, its header would reach the handler as data'
    : 'expected on or off';
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
