import { describe, expect, it } from 'vitest';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';

const emqx = `exproto.server.http.port = 9100
exproto.listener.a = tcp://0.0.0.0:7993
exproto.listener.a.connection_handler_url = http://127.0.0.1:9001
exproto.listener.a.acceptors = 8
`;

describe('exproto config', () => {
  it('converts a file of EMQ X 4 to YAML that means the same', async () => {
    const converted = await runExproto('config', 'convert', writeTemporary('emqx_exproto.conf', emqx));
    expect(converted.code).toBe(0);
    expect(converted.errors).toMatch(/warning: .*:4: .*acceptors has no effect/);
    const again = await runExproto('config', 'convert', writeTemporary('gateway.yaml', converted.output));
    expect(again).toEqual({ code: 0, output: converted.output, errors: '' });
  });

  it('shows what is understood, and no password', async () => {
    const file = writeTemporary('gateway.yaml', 'authentication: {users: [{username: a, password: hush}]}\n');
    const { code, output } = await runExproto('config', 'check', file);
    expect(code).toBe(0);
    expect(output).toContain('username: a');
    expect(output).toContain('idle_timeout: 30s');
    expect(output).not.toContain('hush');
  });

  it('names what is wrong', async () => {
    const { code, errors } = await runExproto('config', 'check', writeTemporary('gateway.yaml', 'nod: a\n'));
    expect(code).toBe(2);
    expect(errors).toContain('gateway.yaml:1: unknown key nod: did you mean node?');
  });
});
