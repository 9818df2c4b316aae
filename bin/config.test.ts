import { fileURLToPath } from 'node:url';
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

  it('converts a file of EMQX 5 to YAML that means the same', async () => {
    const file = fileURLToPath(new URL('../fixtures/configurations/emqx.conf', import.meta.url));
    const converted = await runExproto('config', 'convert', file);
    expect(converted.code).toBe(0);
    expect(converted.errors).toMatch(/warning: .*emqx.conf:9:17: .*ssl_options has no effect/);
    expect(converted.output).toContain('mountpoint: exproto/');
    const again = await runExproto('config', 'convert', writeTemporary('gateway.yaml', converted.output));
    expect(again).toEqual({ code: 0, output: converted.output, errors: '' });
  });

  it('names what a file of EMQX 5 gets wrong', async () => {
    const file = writeTemporary('emqx.conf', 'gateway.exproto {\n  server { bnd = 9100 }\n}\n');
    const { code, errors } = await runExproto('config', 'check', file);
    expect(code).toBe(2);
    expect(errors).toContain(
      'emqx.conf:2:12: unknown key gateway.exproto.server.bnd, did you mean gateway.exproto.server.bind?',
    );
  });

  it('shows what is understood, and no password', async () => {
    const file = writeTemporary('gateway.yaml', 'authentication: {users: [{username: a, password: hush}]}\n');
    const { code, output } = await runExproto('config', 'check', file);
    expect(code).toBe(0);
    expect(output).toContain('username: a');
    expect(output).toContain('idle_timeout: 30s');
    expect(output).not.toContain('hush');
  });

  it('keeps the files and the settings of TLS', async () => {
    const folder = fileURLToPath(new URL('../fixtures/certificates/', import.meta.url));
    const [certificate, key] = [`${folder}server.pem`, `${folder}server.key`];
    const tls = `{certfile: ${certificate}, keyfile: ${key}, versions: [tlsv1.3]}`;
    const file = writeTemporary('gateway.yaml', `listeners: {tls: {a: {bind: 8883, tls: ${tls}}}}\n`);
    const { code, output } = await runExproto('config', 'convert', file);
    expect(code).toBe(0);
    const again = await runExproto('config', 'convert', writeTemporary('gateway.yaml', output));
    expect(again).toEqual({ code: 0, output, errors: '' });
    expect(output).toContain(`certfile: ${certificate}`);
    expect(output).not.toContain('PRIVATE KEY');
  });

  it('names what is wrong', async () => {
    const { code, errors } = await runExproto('config', 'check', writeTemporary('gateway.yaml', 'nod: a\n'));
    expect(code).toBe(2);
    expect(errors).toContain('gateway.yaml:1: unknown key nod: did you mean node?');
  });
});
