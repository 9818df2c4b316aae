import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { limitsSchema } from '../simulator/limits/limits-record.ts';
import { readSimulateLimitsOptions, type SimulateLimitsOptions } from './simulate-limits.ts';

const limits = (...options: readonly string[]) => runExproto('simulate', 'limits', ...options);

describe('exproto simulate limits', () => {
  it('starts a gateway with limits of its own, and shows that they are kept', async () => {
    const json = writeTemporary('limits.json', '');
    const options = ['--transport', 'tls', '--only', 'access_rules,max_connections', '--json', json];
    const { code, output } = await limits(...options);
    expect(output.split('\n')).toEqual([
      'limit                        declared     measured       verdict',
      'access_rules 127.0.0.1       allowed      allowed        matches',
      'access_rules 127.0.0.2       denied       denied         matches',
      'max_connections              40           40             matches',
      'PASSED: 3 as declared, 0 different, 0 unclear, 0 not declared',
      '',
    ]);
    expect(code).toBe(0);
    const result = JSON.parse(readFileSync(json, 'utf8'));
    // The schema leaves out what it does not know.
    expect(limitsSchema.parse(result)).toStrictEqual(result);
    expect(result).toMatchObject({ target: { transport: 'tls' }, echoes: true, verdict: 'passed' });
    expect(result.findings).toContainEqual({
      limit: 'max_connections',
      declared: 40,
      measured: 40,
      verdict: 'matches',
    });
  });

  it('has options of its own, and names what is wrong with them', async () => {
    const foreign = await limits('--devices', '5');
    expect(foreign.errors).toContain("unknown option '--devices'");
    const wrong = await limits('--transport', 'tls', '--only', 'max_connection');
    expect(wrong.errors).toContain(
      '--only max_connection: there is no such limit: did you mean max_connections?',
    );
    expect([foreign.code, wrong.code]).toEqual([2, 2]);
  });
});

describe('readSimulateLimitsOptions', () => {
  const written: SimulateLimitsOptions = { declare: [], for: '2s', tolerance: '10%' };
  const config = writeTemporary(
    'gateway.yaml',
    'listeners: { tcp: { only: { bind: 0.0.0.0:7993, max_connections: 9, max_conn_rate: 5/s } } }\n',
  );

  it('takes what the file declares, where it listens, and what was declared above it', () => {
    const options = readSimulateLimitsOptions({ ...written, config, declare: ['max_connections=7'] });
    expect(options.target).toEqual({ transport: 'tcp', host: '127.0.0.1', port: 7993 });
    expect(options.declared?.numbers).toEqual({ max_connections: 7, max_conn_rate: 5, max_conn_burst: 5 });
    const elsewhere = readSimulateLimitsOptions({ ...written, config, target: 'tcp://10.0.0.1:5' });
    expect(elsewhere.target?.host).toBe('10.0.0.1');
  });

  it.each<[Partial<SimulateLimitsOptions>, string]>([
    [{ listener: 'tcp:default' }, 'it is one in a file: give --config, too'],
    [{ declare: ['max_connections=5'] }, 'it is for a gateway of yours: give --target, too'],
    [{ target: 'tcp://h:1', transport: 'tls' }, 'it is for a run without --target and --config'],
    [{ transport: 'sctp' }, '--transport sctp: give one of tcp, tls, udp, dtls'],
    [{ tolerance: '5' }, '--tolerance 5: give 0% to 100%'],
    [{ most: '0' }, '--most 0: give a whole number from 1'],
    [{ offer: '5' }, '--offer 5: give a rate with its unit'],
    [{ config: '/nowhere.yaml' }, '/nowhere.yaml: cannot be read'],
  ])('names what is wrong with %j', (options, message) => {
    expect(() => readSimulateLimitsOptions({ ...written, ...options })).toThrow(message);
  });

  it('asks for the target where the system chooses its port', () => {
    const unknown = writeTemporary('gateway.yaml', 'listeners: { tcp: { only: { bind: 0.0.0.0:0 } } }\n');
    expect(() => readSimulateLimitsOptions({ ...written, config: unknown })).toThrow('with --target');
  });
});
