import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { emqx5File } from '../../../fixtures/emqx5-file.ts';
import { problemsOf } from '../../../fixtures/problems-of.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { readEmqx5 } from './read-emqx5.ts';

const file = certificateFile('emqx.conf');
const options = 'certfile = server.pem, keyfile = server.key, verify = verify_peer, cacertfile = ca.pem';

describe('a listener below dtls', () => {
  it('has the certificates and the rules of the file', () => {
    const text = `listeners.dtls.b { bind = 7993, udp_options.active_n = 5, dtls_options { ${options}, versions = [dtlsv1.2, dtlsv1] } }`;
    const { configuration, warnings } = readEmqx5(file, emqx5File(text.replace('7993', '7994')));
    expect(warnings).toEqual([
      expect.stringContaining('udp_options.active_n has no effect'),
      expect.stringContaining('dtls_options.versions: "dtlsv1" is not offered by this version'),
    ]);
    expect(configuration.listeners[1]).toMatchObject({
      name: 'b',
      transport: 'dtls',
      bind: { host: '0.0.0.0', port: 7994 },
      dtls: { certificate: pem('server.pem'), verify: 'verify_peer', certificateAuthorities: pem('ca.pem') },
    });
    expect(readYaml(file, writeYaml(configuration, 'written')).configuration).toEqual(configuration);
  });

  it.each([
    ['bind = 1', '5:20: gateway.exproto.listeners.dtls.b.dtls_options is missing: add'],
    ['bind = 1, dtls_options { certfile = a }', 'dtls_options.keyfile is missing: add keyfile = "key.pem"'],
    [
      'bind = 1, dtls_options { certfile = none.pem, keyfile = none.key }',
      'certfile is "none.pem": there is no such file',
    ],
  ])('is refused: %s', (settings, problem) => {
    expect(problemsOf(readEmqx5, emqx5File(`listeners.dtls.b { ${settings} }`))[0]).toContain(problem);
  });
});
