import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../load/random.ts';
import type { DeviceProfile, Fields } from '../profile/device-profile.ts';
import { parseProfile, readProfile } from '../profile/read-profile.ts';
import type { Conversation } from './device-script.ts';
import { profileScript } from './profile-script.ts';

const profile = await readProfile(
  fileURLToPath(new URL('../../fixtures/profiles/tracker.yaml', import.meta.url)),
);

function converse(kind: 'stream' | 'datagram' = 'stream', clientid = 'a', of = profile): Conversation {
  const device = { index: 3, clientid, random: createRandom(1), kind };
  return profileScript(of, 1).createConversation(device);
}

function read(
  bytes: Uint8Array | undefined,
  of = profile,
): { readonly name: string; readonly fields: Fields } {
  for (const { name, decode } of of.frames.values()) {
    const fields = bytes && decode(bytes);
    if (fields !== undefined) return { name, fields };
  }
  throw new Error('that is no frame');
}

/** What the handler answers to a frame of the device. */
function reply(name: string, request: Fields, of: DeviceProfile = profile): Buffer {
  const type = of.frames.get(name);
  if (type === undefined) throw new Error(`there is no frame ${name}`);
  return Buffer.from(type.encode(type.complete({}, { identity: {}, counter: 0, request })));
}

/** The next message of a device that is to be answered. */
function heartbeat(conversation: Conversation) {
  for (;;) {
    const { bytes, sequence } = conversation.next(0);
    if (sequence !== undefined) return { sequence, ...read(bytes) };
  }
}

describe('a device of a profile', () => {
  it('logs in, and knows whether it was accepted', () => {
    const conversation = converse();
    const login = read(conversation.connected());
    expect(login).toMatchObject({ name: 'login', fields: { serial: 1 } });
    expect(conversation.receive(reply('loginReply', login.fields))).toEqual([{ kind: 'accepted' }]);
  });

  it('is who it was when it comes again, and nobody else', () => {
    const terminal = (conversation: Conversation) => read(conversation.connected()).fields.terminal;
    const conversation = converse();
    const first = terminal(conversation);
    expect(terminal(conversation)).toBe(first);
    expect(terminal(converse('datagram'))).toBe(first);
    expect(terminal(converse('stream', 'b'))).not.toBe(first);
  });

  it.each([1, 3, 10, 100])('hears replies that are cut into %i bytes, each as one to its message', (size) => {
    const conversation = converse();
    conversation.receive(reply('loginReply', read(conversation.connected()).fields));
    const sent = [heartbeat(conversation), heartbeat(conversation), heartbeat(conversation)];
    const [first, second, third] = sent.map(({ fields }) => reply('heartbeatReply', fields));
    if (first === undefined || second === undefined || third === undefined) throw new Error('one is missing');
    const bytes = Buffer.concat([second, first, third]);
    const heard = [];
    for (let at = 0; at < bytes.length; at += size) {
      // What a socket reads into is used again.
      const shared = Buffer.from(bytes.subarray(at, at + size));
      heard.push(...conversation.receive(shared));
      shared.fill(0);
    }
    const [one, two, three] = sent.map(({ sequence }) => ({ kind: 'reply', sequence }));
    expect(heard).toEqual([two, one, three]);
  });

  it('takes a reply that comes twice, or to nothing, for garbage', () => {
    const conversation = converse('datagram');
    conversation.receive(reply('loginReply', read(conversation.connected()).fields));
    const bytes = reply('heartbeatReply', heartbeat(conversation).fields);
    const heard = [bytes, bytes, Buffer.from('nothing')].flatMap((each) => conversation.receive(each));
    expect(heard.map(({ kind }) => kind)).toEqual(['reply', 'garbage', 'garbage']);
  });

  it('answers a command', () => {
    const conversation = converse();
    conversation.receive(reply('loginReply', read(conversation.connected()).fields));
    const type = profile.frames.get('command');
    const command = Buffer.from(type?.encode({ number: 0x80, flag: 7, text: 'WHERE#', serial: 1 }) ?? []);
    const [heard] = conversation.receive(command);
    if (heard?.kind !== 'command') throw new Error('it is no command');
    expect(heard.sequence).toBeUndefined();
    expect(read(heard.answer?.bytes)).toMatchObject({
      name: 'answer',
      fields: { flag: 7, text: 'OK WHERE#' },
    });
  });

  it('knows a command that was published for it', () => {
    const conversation = converse();
    conversation.receive(reply('loginReply', read(conversation.connected()).fields));
    const [first, second] = [conversation.command?.(), conversation.command?.()];
    expect(first?.topic).toMatch(/^tracker\/\d{15}\/command$/);
    const texts = [second, first].map((command) => Buffer.from(command?.payload ?? []).toString());
    const type = profile.frames.get('command');
    const heard = texts.flatMap((text) => {
      const bytes = type?.encode({ number: 0x80, flag: 7, text, serial: 1 });
      return conversation.receive(Buffer.from(bytes ?? []));
    });
    expect(heard).toMatchObject([{ sequence: second?.sequence }, { sequence: first?.sequence }]);
  });

  it('has a frame that keeps its connection', () => {
    const conversation = converse();
    expect(profileScript(profile, 1).heartbeat).toBe(60_000);
    expect(read(conversation.beat?.().bytes).name).toBe('heartbeat');
  });

  it('hears that its login is refused, or says it with its first message where nobody answers', () => {
    const text = `name: p
device: { id: { digits: 3 } }
framing: { delimiter: "\\n" }
frames:
  hello: { from: device, text: 'hello \${id}' }
  beat: { from: device, text: beat }
  no: { from: handler, text: 'no' }
  yes: { from: handler, text: 'yes' }
login: { send: hello, reply: yes, clientid: '\${id}' }
exchanges: [{ send: beat }]
refusals: { Authenticate: { reply: no } }
`;
    const refusing = converse('stream', 'a', parseProfile(text, 'p'));
    refusing.connected();
    expect(refusing.receive(Buffer.from('no\n'))).toEqual([{ kind: 'refused' }]);
    const silent = converse('stream', 'a', parseProfile(text.replace('reply: yes, ', ''), 'p'));
    expect(silent.connected()).toBeUndefined();
    expect(Buffer.from(silent.next(0).bytes).toString()).toMatch(/^hello \d{3}\nbeat\n$/);
    expect(Buffer.from(silent.next(0).bytes).toString()).toBe('beat\n');
  });

  it('has to have something to send', () => {
    expect(() => profileScript({ ...profile, exchanges: [] }, 1)).toThrow('tracker has no exchanges');
  });
});
