import { describe, expect, it } from 'vitest';
import { emqx5File } from '../../../../fixtures/emqx5-file.ts';
import { problemsOf } from '../../../../fixtures/problems-of.ts';
import { readEmqx5 } from '../read-emqx5.ts';

const handler = 'gateway.exproto.handler';

describe('a handler with TLS', () => {
  it.each([
    [
      'ssl_options.enable = true',
      `5:3: ${handler}.ssl_options.enable: TLS towards the handler is not supported yet`,
    ],
    ['ssl_options { enable = true, cacertfile = a.pem }', `5:25: ${handler}.ssl_options.enable: TLS towards`],
    ['address = "https://h:1"', `5:21: ${handler}.address: EMQX uses no TLS towards the handler unless`],
    ['ssl_options.enable = maybe', `5:32: ${handler}.ssl_options.enable is "maybe": expected true or false`],
  ])('is refused: %s', (setting, problem) => {
    const problems = problemsOf(readEmqx5, emqx5File(`handler.${setting}`));
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('may be switched off', () => {
    const text = emqx5File('handler.ssl_options { enable = false, cacertfile = a.pem }');
    expect(readEmqx5('file', text).warnings).toEqual([
      `file:5:23: ${handler}.ssl_options has no effect in this version: enable is not true, and the handler is called without TLS`,
    ]);
  });
});
