import type { Parsed } from '../parsed.ts';

/** Puts environment variables into the name of a file, as EMQX does: `${EMQX_ETC_DIR}/certs/cert.pem`. */
export function expandVariables(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Parsed<string> {
  if (typeof value !== 'string' || value === '') return { problem: 'expected the name of a file' };
  if (value.includes('-----BEGIN')) {
    return { problem: 'expected the name of a file: put the PEM text into a file of its own' };
  }
  const missing: string[] = [];
  const expanded = value.replace(/\$\{(\w+)\}/g, (_all, name: string) => {
    const content = environment[name];
    if (content === undefined) missing.push(name);
    return content ?? '';
  });
  return missing.length === 0
    ? { value: expanded }
    : { problem: `the environment has no ${missing.join(' and no ')}: set it, or write the path` };
}
