import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../conformance/gateway/target/start-process.ts';
import { freePort } from '../fixtures/free-port.ts';
import { exproto, runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { freePorts, gatewayFile, targetFile } from '../fixtures/target-file.ts';

describe('exproto certify', () => {
  it('names a target file that is missing', async () => {
    const { code, errors } = await runExproto('certify', '--target', '/nowhere/target.yaml');
    expect(code).toBe(2);
    expect(errors).toMatch(/\/nowhere\/target\.yaml/);
  });

  it('names a rule that there is not', async () => {
    const { code, errors } = await runExproto('certify', '--only', 'EXP-NONE-001');
    expect(code).toBe(2);
    expect(errors).toContain('there is no rule EXP-NONE-001');
  });

  it('names an adapter that cannot be reached', async () => {
    const ports = await freePorts();
    const { code, errors } = await runExproto('certify', '--target', targetFile(ports));
    expect(code).toBe(2);
    expect(errors).toContain(`the adapter at 127.0.0.1:${ports.adapter} can't be reached (ECONNREFUSED)`);
  });

  it('names the port that its own handler needs and cannot have', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const handler = (occupant.address() as AddressInfo).port;
    const file = targetFile({ ...(await freePorts()), handler });
    const { code, errors } = await runExproto('certify', '--target', file);
    occupant.close();
    expect(code).toBe(2);
    expect(errors).toContain(`the suite's handler can't listen on 127.0.0.1:${handler}`);
  });

  it('tells of a gateway that calls another handler', async () => {
    const ports = await freePorts();
    const gateway = await startProcess(
      [process.execPath, exproto, 'gateway', '--config', gatewayFile(ports)],
      10_000,
    );
    await gateway.untilOutput(/^ready$/m);
    const elsewhere = { ...ports, handler: await freePort() };
    const { code, errors } = await runExproto('certify', '--target', targetFile(elsewhere));
    await gateway.stop();
    expect(code).toBe(2);
    expect(errors).toContain(`called no handler at 127.0.0.1:${elsewhere.handler}`);
  });

  it('is inconclusive about a gateway that dies in mid-run', async () => {
    const ports = await freePorts();
    // timeout(1) is the one that kills: the run would take several seconds.
    const command = ['timeout', '2', process.execPath, exproto, 'gateway', '--config', gatewayFile(ports)];
    const file = targetFile(ports, `start: { command: ${JSON.stringify(command)} }\n`);
    const { code, errors } = await runExproto('certify', '--target', file);
    expect(code, errors).toBe(3);
    expect(errors).toContain('the gateway died in mid-run');
    expect(errors).not.toContain('    at ');
  });

  it('starts a gateway by its command, judges one rule and writes the report', async () => {
    const ports = await freePorts();
    const command = [process.execPath, exproto, 'gateway', '--config', gatewayFile(ports)];
    const file = targetFile(ports, `start: { command: ${JSON.stringify(command)} }\n`);
    const json = writeTemporary('report.json', '');
    const run = await runExproto(
      'certify',
      '--target',
      file,
      '--only',
      'EXP-BYTE-001',
      '--seed',
      '4',
      '--json',
      json,
    );
    expect(run.code, run.output + run.errors).toBe(0);
    expect(run.output).toContain('PASSED');
    const report = JSON.parse(readFileSync(json, 'utf8'));
    expect(report).toMatchObject({
      verdict: 'passed',
      seed: 4,
      rules: [{ id: 'EXP-BYTE-001', verdict: 'passed' }],
    });
    expect(report.rules[0].exercised).toBeGreaterThan(0);
  });

  it('replays one scenario on the transports that are asked for', async () => {
    const options = ['--transport', 'udp,dtls', '--seed', '1', '--path', 'scenario:takeover'];
    const { code, output } = await runExproto('certify', ...options);
    expect(code, output).toBe(0);
    expect(output).toMatch(/PASSED .* rules on udp, dtls; 2 scenarios/);
  });

  it('names a transport that there is not', async () => {
    const { code, errors } = await runExproto('certify', '--transport', 'tcp,tls');
    expect(code).toBe(2);
    expect(errors).toContain('there are tcp, ssl, udp, dtls.');
  });
});
