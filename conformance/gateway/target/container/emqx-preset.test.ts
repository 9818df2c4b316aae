import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { certificateFile } from '../../../../fixtures/certificates.ts';
import { runExproto } from '../../../../fixtures/run-exproto.ts';
import { readTarget } from '../read-target.ts';

const targetFile = (name: string) =>
  fileURLToPath(new URL(`../../../../fixtures/targets/${name}-container.yaml`, import.meta.url));

/** The files of a container, with certificates of ours for those that its image brings. */
function filesOf(path: string): readonly (readonly [string, string])[] {
  const files = readTarget(path).container?.files ?? [];
  return files.map((file) => {
    const content = 'content' in file ? file.content : readFileSync(file.source, 'utf8');
    return [
      file.target,
      content
        .replaceAll('etc/certs/cacert.pem', certificateFile('ca.pem'))
        .replaceAll('etc/certs/cert.pem', certificateFile('server.pem'))
        .replaceAll('etc/certs/key.pem', certificateFile('server.key')),
    ];
  });
}

describe.each([
  ['emqx-4.4', '/opt/emqx/etc/plugins/emqx_exproto.conf', 'client'],
  ['emqx-5.8', '/opt/emqx/etc/emqx.conf', 'configuration'],
])('what the preset %s writes', (preset, place, mountpoint) => {
  it('is understood by the reader of such files, and says what the target says', async () => {
    const files = filesOf(targetFile(preset));
    expect(files.map(([target]) => target)).toEqual([place]);
    const [[, content] = ['', '']] = files;
    const file = join(mkdtempSync(join(tmpdir(), 'exproto-preset-')), basename(place));
    writeFileSync(file, content);
    const { code, output, errors } = await runExproto('config', 'convert', file);
    expect(code, errors).toBe(0);
    expect(output).toMatch(/^ *bind: "?0\.0\.0\.0:9100"?$/m);
    expect(output).toContain('http://127.0.0.1:9001');
    for (const transport of ['tcp', 'tls', 'udp', 'dtls'])
      expect(output).toMatch(new RegExp(`^  ${transport}:`, 'm'));
    expect(output.match(/0\.0\.0\.0:7993/g)).toHaveLength(2);
    expect(output.match(/0\.0\.0\.0:7995/g)).toHaveLength(2);
    expect(output).toMatch(/idle_timeout: 30s/);
    expect(output.includes('mountpoint_from: client')).toBe(mountpoint === 'client');
  });

  it('loads the gateway and gives the node a name that needs no look-up', () => {
    const { environment, image } = readTarget(targetFile(preset)).container ?? {};
    expect(environment).toMatchObject({ EMQX_NODE_NAME: 'emqx@127.0.0.1' });
    expect(environment?.EMQX_LOADED_PLUGINS).toBe(preset === 'emqx-4.4' ? 'emqx_exproto' : undefined);
    expect(image).toContain(preset.replace('emqx-', 'emqx/emqx:'));
  });
});
