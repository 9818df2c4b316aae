import { listenerPrefix } from './keys.ts';

/** A key of a listener, taken apart. */
export interface ListenerKey {
  readonly name: string;
  /** What follows the name; undefined in the line that opens the listener. */
  readonly setting: string | undefined;
}

/** Takes `exproto.listener.NAME` or `exproto.listener.NAME.SETTING` apart. */
export function listenerKeyOf(key: string): ListenerKey | undefined {
  if (!key.startsWith(listenerPrefix)) {
    return undefined;
  }
  const [name = '', ...rest] = key.slice(listenerPrefix.length).split('.');
  if (!/^[\w-]+$/.test(name)) {
    return undefined;
  }
  return { name, setting: rest.length === 0 ? undefined : rest.join('.') };
}
