import type { Parsed } from './parsed.ts';
import { refusePlaceholder } from './refuse-placeholder.ts';

/** Reads a topic filter. The rules are those of MQTT 5.0, section 4.7. */
export function parseTopicFilter(value: unknown): Parsed<string> {
  if (typeof value !== 'string' || !isTopicFilter(value)) {
    return { problem: 'expected a topic filter, such as sensors/+/up or sensors/#' };
  }
  return refusePlaceholder(value);
}

function isTopicFilter(text: string): boolean {
  if (text === '' || text.includes('\0') || Buffer.byteLength(text) > 65_535) {
    return false;
  }
  const levels = text.split('/');
  return levels.every(
    (level, index) => level === '+' || (level === '#' && index === levels.length - 1) || !/[+#]/.test(level),
  );
}
