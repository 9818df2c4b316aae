import { describe, expect, it } from 'vitest';
import { readSimulateOptions, type SimulateOptions } from './simulate-options.ts';

const usual: SimulateOptions = {
  devices: '100',
  ramp: '1s',
  rate: '1/s',
  for: '10s',
  expect: [],
  size: '64',
  replyTimeout: '5s',
  lateAfter: '50ms',
  burst: '1',
};

describe('the options of exproto simulate', () => {
  it.each([
    [{ expect: ['lots<1'] }, /--expect 'lots<1': there is no metric lots: did you mean lost\?/],
    [{ target: 'http://127.0.0.1:1' }, /--target http:\/\/127.0.0.1:1: give tcp:\/\/host:port/],
    [{ target: 'tcp://127.0.0.1:70000' }, /give tcp:\/\/host:port/],
    [{ target: 'tcp://127.0.0.1:1', transport: 'tcp' }, /the target names its own/],
    [{ transport: 'tpc' }, /--transport tpc: give one of tcp, tls, udp, dtls/],
    [{ devices: '0' }, /--devices 0: give a whole number from 1/],
    [{ seed: '-1' }, /--seed -1: give a whole number from 0/],
    [{ for: '10' }, /--for 10: expected a duration/],
    [{ rate: '5' }, /--rate 5: give a rate with its unit/],
    [{ churn: 'often' }, /--churn often: give a rate/],
    [{ phases: '10s' }, /10s is no phase/],
    [{ source: '127.0.0.300' }, /127.0.0.300 is no IPv4 address/],
    [{ source: '127.0.0.9-127.0.0.1' }, /is no IPv4 address or range/],
    [{ silent: '5' }, /--silent 5: give 0% to 100%/],
    [{ silent: '60%', garbage: '60%' }, /together they may be 100%/],
    [{ cert: 'device.pem' }, /needed together/],
    [{ targetPid: '7' }, /--target-pid 7: it is for a run with --target/],
    [{ targetPid: 'x', target: 'tcp://127.0.0.1:1' }, /--target-pid x: give a whole number/],
    [{ targetMetrics: 'http://127.0.0.1:1' }, /--target-metrics .*: it is for a run with --target/],
    [{ targetMetrics: 'metrics', target: 'tcp://127.0.0.1:1' }, /give an address such as http:/],
    [{ targetMetrics: 'http://a', targetPid: '7', target: 'tcp://127.0.0.1:1' }, /not both/],
    [{ commandRate: '1/s', target: 'tcp://127.0.0.1:1' }, /--adapter host:port/],
    [{ commandUrl: 'http://a' }, /--command-url http:\/\/a: it is for a run with --target/],
    [{ commandUrl: 'http://a', target: 'tcp://127.0.0.1:1' }, /say how many with --command-rate/],
    [{ commandUrl: 'send', commandRate: '1/s', target: 'tcp://127.0.0.1:1' }, /give an address such as/],
    [
      {
        commandUrl: 'http://a',
        adapter: { address: 'b:1', isEncrypted: false },
        target: 'tcp://127.0.0.1:1',
      },
      /--adapter b:1: give it or --command-url, not both/,
    ],
    [
      {
        adapter: { address: 'b:1', isEncrypted: false },
        adapterCa: 'ca.pem',
        commandRate: '1/s',
        target: 'tcp://127.0.0.1:1',
      },
      /--adapter-ca, .* ca.pem: write --adapter https:\/\/b:1, if/,
    ],
    [
      {
        adapter: { address: 'b:1', isEncrypted: true },
        adapterCert: 'a.pem',
        commandRate: '1/s',
        target: 'tcp://127.0.0.1:1',
      },
      /--adapter-cert and --adapter-key a.pem: a certificate and its key/,
    ],
    [{ halfOpen: '60%', garbage: '60%' }, /together they may be 100%/],
    [{ ca: '/nowhere/ca.pem' }, /--ca \/nowhere\/ca.pem: it can not be read/],
    [{ impair: 'lost=5%', transport: 'udp' }, /--impair lost=5%: .*loss=1%/],
    [{ impair: 'loss=5%', transport: 'tcp' }, /only for datagrams/],
  ])('%j are wrong', (options, message) => {
    const read = () => readSimulateOptions({ ...usual, ...options });
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ name: 'SimulatorError' }));
  });

  it('say where and how', () => {
    const { load, ...rest } = readSimulateOptions({
      ...usual,
      target: 'dtls://[::1]:7993',
      devices: '20000',
      phases: '30s@1/s,1m@1/s..5/s',
      source: '127.0.0.1-127.0.0.3,127.0.1.1',
      seed: '5',
      silent: '10%',
      churn: '6/m',
      impair: 'loss=1%,duplication=0.5%,reordering=2%,delay=20ms',
    });
    expect(rest).toMatchObject({
      target: { transport: 'dtls', host: '::1', port: 7993 },
      sources: ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.1.1'],
      workers: 2,
      impairment: { loss: 0.01, duplication: 0.005, reordering: 0.02, delay: 20 },
    });
    expect(load).toMatchObject({
      devices: 20_000,
      ramp: 1_000,
      seed: 5,
      knobs: { silent: 0.1, churn: 0.1, burst: 1 },
    });
    expect(load.phases.map(({ duration }) => duration)).toEqual([30_000, 60_000]);
  });
});
