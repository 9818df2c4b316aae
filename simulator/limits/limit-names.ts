/** The limits of a listener, by their names in the configuration file. */
export const limitNames = [
  'access_rules',
  'max_messages_rate',
  'max_bytes_rate',
  'listener_max_messages_rate',
  'listener_max_bytes_rate',
  'max_conn_rate',
  'max_conn_burst',
  'max_connections',
] as const;

export type LimitName = (typeof limitNames)[number];

/** Those that are a number. */
export type NumberedLimit = Exclude<LimitName, 'access_rules'>;

const units = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** A value as the configuration file has it, such as `64KB/s`, rounded to what was measured. */
export function formatLimit(limit: NumberedLimit, value: number): string {
  if (limit === 'max_connections' || limit === 'max_conn_burst') return String(Math.round(value));
  return limit.endsWith('bytes_rate') ? `${formatSize(value)}/s` : `${formatNumber(value)}/s`;
}

function formatSize(bytes: number): string {
  const [unit, size] = Object.entries(units).findLast(([, each]) => bytes >= each) ?? ['B', 1];
  return `${formatNumber(bytes / size)}${unit}`;
}

function formatNumber(value: number): string {
  return String(value >= 100 ? Math.round(value) : Number(value.toFixed(1)));
}
