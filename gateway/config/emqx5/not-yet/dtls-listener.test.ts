import { describe, expect, it } from 'vitest';
import { emqx5File } from '../../../../fixtures/emqx5-file.ts';
import { problemsOf } from '../../../../fixtures/problems-of.ts';
import { readEmqx5 } from '../read-emqx5.ts';

describe('a listener below dtls', () => {
  it.each([
    'bind = 1',
    'bind = 1, acceptors = 5, udp_options.buffer = 1KB, dtls_options { verify = verify_peer }',
  ])('is refused: %s', (settings) => {
    expect(problemsOf(readEmqx5, emqx5File(`listeners.dtls.b { ${settings} }`))).toEqual([
      '5:20: gateway.exproto.listeners.dtls.b: DTLS is not supported yet: remove it, or set enable = false',
    ]);
  });
});
