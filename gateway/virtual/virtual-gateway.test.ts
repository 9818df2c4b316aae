import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdapterClient } from '../../fixtures/adapter-client.ts';
import { RecordingHandler } from '../../fixtures/recording-handler.ts';
import { until } from '../../fixtures/until.ts';
import type { VirtualGatewayObserver } from './observed.ts';
import { VirtualGateway } from './virtual-gateway.ts';

const host = '127.0.0.1';
let handler: RecordingHandler;
let gateway: VirtualGateway;
let adapter: AdapterClient;
let seen: string[];
let intercept: VirtualGatewayObserver['intercept'];

beforeEach(async () => {
  seen = [];
  intercept = () => undefined;
  handler = await RecordingHandler.start();
  const observer: VirtualGatewayObserver = {
    callbackSent: ({ method }) => seen.push(method),
    callbackEnded: ({ method }) => seen.push(`${method} ends`),
    streamLost: () => undefined,
    callArrived: ({ request }) => seen.push(request.method),
    callAnswered: (_, answer) => seen.push(answer instanceof Error ? answer.message : answer.code),
    deviceReceived: (_, bytes) => seen.push(String(Buffer.from(bytes))),
    deviceEnded: () => seen.push('end'),
    intercept: (call) => intercept(call),
  };
  const options = { handler: { host, port: handler.port }, adapter: { host, port: 0 }, observer };
  gateway = await VirtualGateway.start(options);
  adapter = new AdapterClient(gateway.adapter);
});

afterEach(async () => {
  adapter.close();
  await gateway.stop();
  handler.kill();
});

function connect(created: 'first' | 'late' | 'never' = 'first') {
  const device = gateway.connect({ transport: 'tcp', service: 'unary', created });
  device.open();
  return device;
}

async function subscribed() {
  const device = connect();
  await adapter.authenticate(device.conn, 'device');
  await adapter.call('Subscribe', { conn: device.conn, topic: 't', qos: 0 });
  return device;
}

const countOf = (method: string) => handler.methods().filter((each) => each === method).length;

describe('a virtual gateway', () => {
  it('serves devices that are in this process, through real gRPC', async () => {
    const device = connect();
    device.send(Buffer.from('hello'));
    await handler.untilMethod('OnReceivedBytes', device.conn);
    expect((await adapter.send(device.conn, 'back')).code).toBe('SUCCESS');
    device.finish();
    await handler.untilMethod('OnSocketClosed', device.conn);
    expect(handler.received(device.conn).toString()).toBe('hello');
    expect(seen.filter((each) => !each.endsWith('ends'))).toEqual([
      'OnSocketCreated',
      'OnReceivedBytes',
      'Send',
      'back',
      'SUCCESS',
      'end',
      'OnSocketClosed',
    ]);
  });

  it('lets somebody else answer a call', async () => {
    const device = connect();
    intercept = async () => ({ code: 'PERMISSION_DENY', message: 'no' });
    expect((await adapter.send(device.conn, 'back')).code).toBe('PERMISSION_DENY');
    intercept = () => Promise.reject(Object.assign(new Error('away'), { code: 14, details: 'away' }));
    await expect(adapter.send(device.conn, 'back')).rejects.toMatchObject({ code: 14 });
    expect(seen).not.toContain('back');
  });

  it('delivers messages in one callback, or as they come', async () => {
    const device = await subscribed();
    const payloads = ['1', '2', '3'].map((text) => Buffer.from(text));
    gateway.publish(device, 't', payloads, true);
    const { request } = await handler.untilMethod('OnReceivedMessages');
    expect(request.messages).toHaveLength(3);
    await until(() => seen.includes('OnReceivedMessages ends'), 'the batch is answered');
    gateway.publish(device, 't', payloads, false);
    await until(() => countOf('OnReceivedMessages') === 3, 'a single one and the rest have come');
    expect(handler.callbacks.at(-1)?.request.messages).toHaveLength(2);
  });

  it('lets bytes overtake OnSocketCreated, and keeps it to itself', async () => {
    const late = connect('late');
    late.send(Buffer.from('a'));
    await handler.untilMethod('OnSocketCreated', late.conn);
    expect(seen.slice(0, 2)).toEqual(['OnReceivedBytes', 'OnSocketCreated']);
    const never = connect('never');
    never.send(Buffer.from('b'));
    never.finish();
    await handler.untilMethod('OnSocketClosed', never.conn);
    expect(handler.methods(never.conn)).toEqual(['OnReceivedBytes', 'OnSocketClosed']);
  });

  it('lets time pass when it is told to', async () => {
    const device = connect();
    await adapter.call('StartTimer', { conn: device.conn, type: 'KEEPALIVE', interval: 60 });
    await until(() => seen.includes('OnSocketCreated ends'), 'the connection has begun');
    gateway.pass(89_000);
    expect(seen).not.toContain('OnTimerTimeout');
    gateway.pass(31_000);
    await handler.untilMethod('OnTimerTimeout', device.conn);
  });

  it('starts anew on the same port, and knows nobody', async () => {
    const device = connect();
    await handler.untilMethod('OnSocketCreated');
    const before = gateway.adapter;
    await gateway.restart();
    expect(gateway.adapter).toEqual(before);
    expect((await adapter.send(device.conn, 'back')).code).toBe('CONN_PROCESS_NOT_ALIVE');
    expect(handler.methods()).toEqual(['OnSocketCreated']);
  });

  it('takes its adapter away and brings it back', async () => {
    const device = connect();
    gateway.adapterDown();
    await expect(adapter.send(device.conn, 'back')).rejects.toMatchObject({ code: 14 });
    await gateway.adapterUp();
    const another = new AdapterClient(gateway.adapter);
    expect((await another.send(device.conn, 'back')).code).toBe('SUCCESS');
    another.close();
  });
});
