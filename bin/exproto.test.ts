import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { exproto, runExproto } from '../fixtures/run-exproto.ts';
import { freePorts, gatewayFile } from '../fixtures/target-file.ts';

describe('the package', () => {
  it.each([
    ['exproto-kit/gateway', ['startGateway', 'readConfiguration', 'defaultConfiguration']],
    ['exproto-kit/conformance', ['certify', 'readTarget', 'catalogue']],
    ['exproto-kit/simulator', ['simulate', 'parseThreshold', 'echoScript']],
  ])('has the entry point %s', async (entry, names) => {
    expect(Object.keys(await import(entry))).toEqual(expect.arrayContaining(names));
  });
});

describe('exproto', () => {
  it('shows help and exits with 0', async () => {
    const { code, output } = await runExproto('--help');
    expect(code).toBe(0);
    for (const command of ['gateway', 'certify', 'simulate', 'rules']) expect(output).toContain(command);
  });

  it.each([
    [['nonsense'], /unknown command 'nonsense'/],
    [['gateway', '--nonsense'], /unknown option '--nonsense'/],
    [['certify', '--seed', 'abc'], /--seed.*abc/],
    [['certify', '--service', 'Nonsense'], /ConnectionUnaryHandler, ConnectionHandler/],
    [['certify', '--quick', '--full'], /cannot be used with/],
  ])('%j is wrong usage', async (options, message) => {
    const { code, errors } = await runExproto(...options);
    expect(code).toBe(2);
    expect(errors).toMatch(message);
    expect(errors).not.toContain('    at ');
  });

  it.each(['throw new Error("a fault of ours")', 'Promise.reject(new Error("a fault of ours"))'])(
    'is inconclusive where it has a fault itself: %s',
    async (fault) => {
      // Once its gateway is there.
      const hook = `const { write } = process.stdout;
        process.stdout.write = (...text) => { setImmediate(() => { ${fault} }); return write.apply(process.stdout, text); };`;
      const module = `data:text/javascript,${encodeURIComponent(hook)}`;
      const child = spawn(process.execPath, [
        '--import',
        module,
        exproto,
        'gateway',
        '--config',
        gatewayFile(await freePorts()),
      ]);
      let errors = '';
      child.stderr.setEncoding('utf8').on('data', (text) => {
        errors += text;
      });
      const [code] = await once(child, 'close');
      expect(code).toBe(3);
      expect(errors).toMatch(/^exproto: unexpected: Error: a fault of ours\n {4}at /m);
    },
  );

  it.each(['certify', 'verify'])(
    '%s names a report that it could not write, before it judges',
    async (command) => {
      for (const option of ['--json', '--junit', '--html', '--bundle']) {
        for (const path of ['/nowhere/report', '/']) {
          const { code, errors } = await runExproto(command, option, path);
          expect(errors).toBe(
            `exproto: ${option} ${path}: it can not be written: give a file in a folder that is there\n`,
          );
          expect(code).toBe(2);
        }
      }
    },
  );

  it('lists the rules', async () => {
    const { code, output } = await runExproto('rules');
    expect(code).toBe(0);
    expect(output.match(/^EXP-[A-Z]+-\d{3} {2}(MUST|SHOULD) /gm)?.length).toBeGreaterThan(40);
  });

  it('ends in silence where nobody reads any more', async () => {
    const child = spawn(process.execPath, [exproto, 'rules'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    await once(child, 'close');
    expect(errors).toBe('');
  });
});
