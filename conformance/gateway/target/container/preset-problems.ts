import type { FileProblem } from '../certificate-files.ts';
import type { Target } from '../target.ts';
import type { EmqxPreset } from './emqx-preset.ts';

/** What a target declares although the configuration that the preset writes does not have it. */
export function presetProblems(preset: EmqxPreset, target: Target): readonly FileProblem[] {
  const { listeners, refusals, mountpoint, credentials } = target;
  const problems: FileProblem[] = [];
  const refuse = (path: string, words: string) =>
    problems.push({
      path: path.split('.'),
      text: `does not go with container.preset ${preset}: ${words}, or give image and files without a preset`,
    });
  for (const name of ['ssl', 'dtls'] as const) {
    const encrypted = listeners[name];
    if (encrypted !== undefined && encrypted.deviceCertificates !== 'ignored')
      refuse(`listeners.${name}.verify`, 'its listeners ask devices for no certificate; remove it');
    if (encrypted?.handshakeTimeout !== undefined)
      refuse(`listeners.${name}.handshake_timeout`, 'it leaves this to the image; remove it');
  }
  if (listeners.udp?.idle !== undefined)
    refuse('listeners.udp.idle', 'it writes one listener of each transport; remove it');
  if (credentials !== undefined) refuse('credentials', 'its gateway lets in everybody; remove them');
  for (const name of ['authentication', 'publish', 'subscribe'] as const)
    if (refusals[name] !== undefined)
      refuse(`refusals.${name}`, 'its gateway refuses nobody and nothing; remove it');
  if (preset === 'emqx-5.8' && mountpoint.from === 'client')
    refuse('mountpoint', 'EMQX 5 takes it from its configuration; write mountpoint: { prefix: ... }');
  if (preset === 'emqx-4.4' && mountpoint.from === 'configuration' && mountpoint.prefix !== '')
    refuse('mountpoint', 'EMQ X 4 takes it from each client; write mountpoint: client');
  return problems;
}
