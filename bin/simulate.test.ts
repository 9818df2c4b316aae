import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { exproto, runExproto, writeTemporary } from '../fixtures/run-exproto.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { Histogram } from '../simulator/index.ts';
import { maximumSchema } from '../simulator/report/maximum-record.ts';

/** What machines that have other things to do are too slow for is not what these tests are about. */
const patient = ['--late-after', '10s', '--reply-timeout', '20s'];
const small = ['--devices', '20', '--ramp', '500ms', '--for', '1500ms', '--rate', '4/s', ...patient];

describe('exproto simulate', () => {
  it('starts a gateway and an echo handler, and writes reports that agree', async () => {
    const [json, ndjson] = [writeTemporary('result.json', ''), writeTemporary('seconds.ndjson', '')];
    const html = writeTemporary('result.html', '');
    const files = ['--json', json, '--ndjson', ndjson, '--html', html];
    const options = ['--expect', 'p99<10s', '--expect', 'lost<=0%', ...files];
    const { code, output } = await runExproto(
      'simulate',
      ...small,
      '--seed',
      '7',
      '--workers',
      '2',
      ...options,
    );
    expect(output).toMatch(/met +p99<10s: .*ms\nmet +lost<=0%: 0%\nPASSED\n$/);
    expect(code).toBe(0);
    const { measurements, verdict, seed, workers, timeline } = JSON.parse(readFileSync(json, 'utf8'));
    expect([verdict, seed, workers.length]).toEqual(['passed', 7, 2]);
    expect(measurements.counts).toMatchObject({ attempts: 20, connected: 20, lost: 0, garbage: 0 });
    expect(measurements.counts.sent + measurements.counts.missed).toBeGreaterThan(120);
    const lines = readFileSync(ndjson, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThanOrEqual(2);
    const merged = new Histogram();
    for (const { latencyHistogram } of lines) merged.merge(latencyHistogram);
    expect(merged.toData()).toEqual(measurements.timings.latency);
    const sentIn = (points: readonly { readonly counts: { readonly sent: number } }[]) =>
      points.map(({ counts }) => counts.sent);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    expect(sum(sentIn(lines))).toBe(measurements.counts.sent);
    // The rest of a second at the end belongs to the one before.
    const inTimeline = sentIn(timeline);
    expect(inTimeline.slice(0, -1)).toEqual(sentIn(lines).slice(0, inTimeline.length - 1));
    expect(sum(inTimeline)).toBe(measurements.counts.sent);
    expect(timeline[0].targetMemory).toBeGreaterThan(2 ** 24);
    expect(readFileSync(html, 'utf8')).toContain('aria-label="Memory of the target"');
  });

  it.each(['tls', 'udp', 'dtls'])('has devices on %s', async (transport) => {
    const options = ['--transport', transport, '--expect', 'lost<=0', '--expect', 'received>100'];
    const { code, output } = await runExproto('simulate', ...small, ...options);
    expect(output).toMatch(/PASSED\n$/);
    expect(code).toBe(0);
  });

  it('has devices that talk as a profile says', async () => {
    const tracker = [
      '--profile',
      'tracker',
      '--workers',
      '2',
      '--expect',
      'lost<=0',
      '--expect',
      'received>50',
    ];
    const { code, output } = await runExproto('simulate', ...small, ...tracker);
    expect(output).toMatch(/\nlogin +p50 [\s\S]*PASSED\n$/);
    expect(code).toBe(0);
  });

  it('publishes commands, which devices get and answer', async () => {
    const options = ['--profile', 'tracker', '--command-rate', '4/s', '--expect', 'commandsLost<=0'];
    const expected = ['--expect', 'command.p99<10s', '--expect', 'commands>50'];
    const { code, output } = await runExproto('simulate', ...small, ...options, ...expected);
    expect(output).toMatch(/\ncommands +\d+ published, 0 lost[\s\S]*\ncommand +p50 [\s\S]*PASSED\n$/);
    expect(code).toBe(0);
  });

  it('says what commands need', async () => {
    const echo = await runExproto('simulate', '--command-rate', '1/s');
    expect(echo.errors).toContain('devices of echo know no commands: give a --profile with commands');
    const target = ['--target', 'tcp://127.0.0.1:1', '--command-rate', '1/s', '--profile', 'tracker'];
    const nowhere = await runExproto('simulate', ...target);
    expect(nowhere.errors).toContain('--adapter host:port');
    const unasked = await runExproto('simulate', '--adapter', '127.0.0.1:9100');
    expect(unasked.errors).toContain('it is for a run with --target');
    const none = await runExproto('simulate', '--expect', 'command.p99<1s');
    expect(none.errors).toContain("--expect 'command.p99<1s': there are no commands");
    expect([echo.code, nowhere.code, unasked.code, none.code]).toEqual([2, 2, 2, 2]);
  });

  it('names what is wrong with a profile, and one that nobody answers', async () => {
    const text = 'name: p\nframing: { fixed: 4 }\ndevice: { id: { digits: 2 } }\nframes: {}\nfrmes: {}\n';
    const wrong = await runExproto('simulate', '--profile', writeTemporary('p.yaml', text));
    expect(wrong.errors).toMatch(/p\.yaml:5: frmes is an unknown key/);
    expect(wrong.code).toBe(2);
    const silent = await runExproto(
      'simulate',
      '--profile',
      writeTemporary('p.yaml', text.replace(/\nfrmes.*/, '')),
    );
    expect(silent.errors).toContain('the profile p has no exchanges: add what devices send');
    expect(silent.code).toBe(2);
    const missing = await runExproto('simulate', '--profile', 'trackr');
    expect(missing.errors).toBe(
      'exproto: --profile trackr: there is no such file: give the path of a device profile, or one of echo, tracker\n',
    );
    expect(missing.code).toBe(2);
    const lines = fileURLToPath(new URL('../fixtures/profiles/lines.yaml', import.meta.url));
    const alone = await runExproto('simulate', '--profile', lines);
    expect(alone.errors).toContain('name its gateway with --target, or give echo or tracker');
    expect(alone.code).toBe(2);
  });

  it('searches the highest rate that holds', async () => {
    const json = writeTemporary('maximum.json', '');
    const options = ['--devices', '20', '--ramp', '0s', '--for', '500ms', '--rate', '2/s', '--json', json];
    const { code, output } = await runExproto('simulate', ...options, '--find-max', 'sent<70/s');
    expect(output).toMatch(
      /2\/s each .* held .*4\/s each .* missed .*highest rate that holds: [23.\d]+\/s of each of 20 devices.*PASSED/s,
    );
    expect(code).toBe(0);
    const result = JSON.parse(readFileSync(json, 'utf8'));
    expect(maximumSchema.parse(result)).toStrictEqual(result);
    expect(result.steps.length).toBeGreaterThan(3);
  });

  it('searches for a rate with the thresholds of the search alone', async () => {
    const { code, errors } = await runExproto('simulate', '--find-max', 'p99<1s', '--expect', 'p99<2s');
    expect(errors).toContain("'--find-max <threshold>' cannot be used with option '--expect <threshold>'");
    expect(code).toBe(2);
  });

  it('judges the gateway that it is given, and exits with 1 when a threshold is missed', async () => {
    const system = await TestSystem.start();
    const [listener] = system.gateway.listeners;
    const target = ['--target', `tcp://127.0.0.1:${listener?.address.port}`, '--reply-timeout', '100ms'];
    // Its handler sends nothing back.
    const run = await runExproto('simulate', ...small, ...target, '--expect', 'lost<1%');
    await system.stop();
    expect(run.output).toMatch(
      /MISSED +lost<1%: 100%\nFAILED\n {2}lost<1% was missed: 100%\n {2}no message had its reply, .*\nthe same load again: add --seed \d+\n$/,
    );
    expect(run.code).toBe(1);
  });

  it('ends as soon as a threshold is missed where it is told to', async () => {
    const options = ['--for', '1h', '--abort-on-fail', '--expect', 'p50<0.001ms'];
    const { code, output } = await runExproto('simulate', ...small, ...options);
    expect(output).toContain('stopped before the end');
    expect(code).toBe(1);
  });

  it('is inconclusive when it could not keep to its own schedule', async () => {
    const { code, output } = await runExproto(
      'simulate',
      ...small,
      '--late-after',
      '0ms',
      '--expect',
      'p99<10s',
    );
    expect(output).toMatch(/INCONCLUSIVE\n {2}the generator was the bottleneck: \d+ of \d+ messages/);
    expect(code).toBe(3);
  });

  it('writes its reports and the verdict so far when it is interrupted', async () => {
    const json = writeTemporary('result.json', '');
    const listen = ['--metrics-listen', `127.0.0.1:${await freePort()}`];
    const options = [
      ...small,
      '--for',
      '1h',
      '--json',
      json,
      '--expect',
      'p99<10s',
      '--workers',
      '2',
      ...listen,
    ];
    let metrics: Promise<string> | undefined;
    const child = spawn(process.execPath, [exproto, 'simulate', ...options], { stdio: 'pipe' });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += String(text);
      if (metrics !== undefined || !/received [1-9]/.test(errors)) return;
      metrics = fetch(`http://${listen[1]}/metrics`).then((response) => response.text());
      // A second signal would end it at once.
      metrics.finally(() => child.kill('SIGINT')).catch(() => undefined);
    });
    const [code] = await once(child, 'exit');
    expect(await metrics).toMatch(/^exproto_simulate_received_total [1-9]/m);
    expect(errors).toContain('SIGINT: ending the load');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ stopped: true, verdict: 'passed' });
  });

  it('takes a rate or phases, not both', async () => {
    const { code, errors } = await runExproto('simulate', '--phases', '1s@1/s', '--rate', '5/s');
    expect(errors).toContain("'--phases <list>' cannot be used with option '--rate <rate>'");
    expect(code).toBe(2);
  });

  it('judges what was sent in a second', async () => {
    const expected = ['--expect', 'sent>=1/s', '--expect', 'received>1000000/m'];
    const { code, output } = await runExproto('simulate', ...small, ...expected);
    expect(output).toMatch(/met +sent>=1\/s: [\d.]+\/s\nMISSED +received>1000000\/m: [\d.]+\/m/);
    expect(code).toBe(1);
  });

  it('names what is wrong with an option', async () => {
    const { code, errors } = await runExproto('simulate', '--expect', 'lots<1');
    expect(errors).toBe("exproto: --expect 'lots<1': there is no metric lots: did you mean lost?\n");
    expect(code).toBe(2);
  });

  it('names a report that it could not write, before there is any load', async () => {
    const { code, errors } = await runExproto('simulate', '--for', '1h', '--json', '/nowhere/result.json');
    expect(errors).toMatch(/^exproto: --json \/nowhere\/result.json: it can not be written: .*\n$/);
    expect(code).toBe(2);
  });

  it.each(['tcp', 'udp'])('says when nobody is there, on %s', async (transport) => {
    const target = `${transport}://127.0.0.1:${await freePort()}`;
    const { code, errors } = await runExproto('simulate', '--target', target);
    expect(errors).toContain(`no device can connect to ${target}: ECONNREFUSED: start the gateway`);
    expect(code).toBe(2);
  });
});
