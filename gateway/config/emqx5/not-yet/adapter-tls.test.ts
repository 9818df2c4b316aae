import { describe, expect, it } from 'vitest';
import { emqx5File } from '../../../../fixtures/emqx5-file.ts';
import { problemsOf } from '../../../../fixtures/problems-of.ts';
import { readEmqx5 } from '../read-emqx5.ts';

describe('an adapter with TLS', () => {
  it.each([
    'verify = verify_peer',
    'fail_if_no_peer_cert = true',
    'certfile = "a.pem"',
    'cacertfile = "a.pem"',
  ])('is refused: %s', (option) => {
    const [problem] = problemsOf(readEmqx5, emqx5File(`server.ssl_options { ${option} }`));
    expect(problem).toBe(
      '5:22: gateway.exproto.server.ssl_options: TLS on the adapter is not supported yet: ' +
        'remove it if an adapter without TLS is enough',
    );
  });

  it('is none without a certificate, as in EMQX', () => {
    const text = emqx5File('server.ssl_options { verify = verify_none, fail_if_no_peer_cert = false }');
    expect(readEmqx5('file', text).warnings).toEqual([
      'file:5:22: gateway.exproto.server.ssl_options has no effect in this version: ' +
        'it names no certfile, and the adapter is served without TLS',
    ]);
  });
});
