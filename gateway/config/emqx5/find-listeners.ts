import { displayValue } from '../display-value.ts';
import { type HoconValue, plainValue } from '../hocon/hocon-value.ts';
import { nearestWord } from '../nearest-word.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  sectionOf,
  take,
  warn,
} from './emqx5-reading.ts';
import { type ListenerType, listenerTypes } from './listener-keys.ts';
import { parseSwitch } from './parse-switch.ts';

/** A listener of the file. */
export interface FoundListener extends NamedSection {
  readonly type: ListenerType;
  readonly name: string;
  /** Whether it stands in a list, as in the answer of the REST API, which tells more of it. */
  readonly listed: boolean;
}

/** The listeners that are switched on, in the form of the file or in that of the REST API. */
export function findListeners(reading: Emqx5Reading, gateway: NamedSection): FoundListener[] {
  const field = fieldOf(gateway, 'listeners');
  const path = pathOf(gateway, 'listeners');
  const found =
    field?.value.kind === 'list'
      ? field.value.items.flatMap((item, index) => inList(reading, `${path}[${index}]`, item))
      : byType(reading, gateway);
  const open = found.filter((listener) => isEnabled(reading, listener));
  const place = field?.place ?? gateway.section.place;
  if (open.length === 0 && !reading.problems.some((problem) => problem.text.includes(path))) {
    refuse(reading, place, `there is no listener: add ${path}.tcp.default { bind = 7993 }`);
  }
  return open;
}

function byType(reading: Emqx5Reading, gateway: NamedSection): FoundListener[] {
  const field = fieldOf(gateway, 'listeners');
  const listeners = sectionOf(gateway, 'listeners');
  if (field !== undefined && listeners === undefined) {
    return noSection(reading, pathOf(gateway, 'listeners'), field.value);
  }
  return [...(listeners?.section.fields ?? [])].flatMap(([key, { place, value }]) => {
    const path = `${listeners?.path}.${key}`;
    const type = typeOf(key);
    if (type === undefined) {
      const nearest = key === 'tls' ? 'ssl' : nearestWord(key, listenerTypes);
      const suggestion = nearest === undefined ? '' : `did you mean ${nearest}? `;
      refuse(reading, place, `unknown key ${path}: ${suggestion}expected one of ${listenerTypes.join(', ')}`);
      return [];
    }
    if (value.kind !== 'section') return noSection(reading, path, value);
    return [...value.fields].flatMap(([name, field]) =>
      named(reading, { path: `${path}.${name}`, type, name, listed: false }, field.value),
    );
  });
}

function inList(reading: Emqx5Reading, path: string, item: HoconValue): FoundListener[] {
  if (item.kind !== 'section') return noSection(reading, path, item);
  const listener = { path, section: item };
  const text = (key: string) => {
    const value = fieldOf(listener, key)?.value;
    return value?.kind === 'scalar' ? String(value.value) : undefined;
  };
  const type = typeOf(text('type') ?? '');
  const name = text('name');
  if (type === undefined || name === undefined) {
    const expected = `expected type, one of ${listenerTypes.join(', ')}, and name`;
    refuse(reading, item.place, `${path} has no type, or no name: ${expected}`);
    return [];
  }
  return named(reading, { path, type, name, listed: true }, item);
}

function named(
  reading: Emqx5Reading,
  found: Omit<FoundListener, 'section'>,
  value: HoconValue,
): FoundListener[] {
  if (value.kind !== 'section') return noSection(reading, found.path, value);
  if (!/^[\w-]+$/.test(found.name) || found.name === '__proto__') {
    refuse(reading, value.place, `${found.path}: expected a name of letters, digits, _ and -`);
    return [];
  }
  return [{ ...found, section: value }];
}

function isEnabled(reading: Emqx5Reading, listener: FoundListener): boolean {
  const enabled = take(reading, listener, 'enable', parseSwitch, true);
  if (!enabled) {
    warn(reading, listener.section.place, `${listener.path} is switched off, and left out`);
  }
  return enabled;
}

function noSection(reading: Emqx5Reading, path: string, value: HoconValue): never[] {
  refuse(reading, value.place, `${path} is ${displayValue(plainValue(value))}: expected a section`);
  return [];
}

function typeOf(text: string): ListenerType | undefined {
  return listenerTypes.find((type) => type === text);
}
