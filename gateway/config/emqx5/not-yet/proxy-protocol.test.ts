import { describe, expect, it } from 'vitest';
import { emqx5File } from '../../../../fixtures/emqx5-file.ts';
import { problemsOf } from '../../../../fixtures/problems-of.ts';
import { readEmqx5 } from '../read-emqx5.ts';

describe('the PROXY protocol', () => {
  it.each(['tcp.a.proxy_protocol = true', 'ssl.a.proxy_protocol = "true"'])('is refused: %s', (setting) => {
    const problems = problemsOf(readEmqx5, emqx5File(`listeners.${setting}`));
    expect(problems).toContainEqual(
      expect.stringMatching(
        /^5:3: gateway\.exproto\.listeners\.\w+\.a\.proxy_protocol: the PROXY protocol is not/,
      ),
    );
  });

  it('may be switched off', () => {
    expect(readEmqx5('file', emqx5File('listeners.tcp.a.proxy_protocol = false')).warnings).toEqual([]);
  });

  it('has a time that has no effect', () => {
    expect(readEmqx5('file', emqx5File('listeners.tcp.a.proxy_protocol_timeout = 3s')).warnings).toEqual([
      'file:5:3: gateway.exproto.listeners.tcp.a.proxy_protocol_timeout has no effect in this version: no PROXY header is expected',
    ]);
  });
});
