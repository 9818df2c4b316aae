import { expect, it } from 'vitest';
import { commandOf } from '../gateway/command-of.ts';
import type { TargetSource } from '../gateway/target/open-target.ts';
import { replayCommand } from './replay-command.ts';

const replay = { transport: 'udp', seed: 5, path: '3:1' };

it.each<[Partial<TargetSource>, string]>([
  [
    { file: 'my gateways/a.yaml' },
    "exproto certify --target 'my gateways/a.yaml' --transport udp --seed 5 --path 3:1",
  ],
  [{ own: true }, 'exproto certify --transport udp --seed 5 --path 3:1'],
  [
    { own: true, service: 'ConnectionHandler', mode: 'stream' },
    'exproto certify --service ConnectionHandler --mode stream --transport udp --seed 5 --path 3:1',
  ],
  [
    { own: true, command: ['mine'] },
    "certify({ target, transports: ['udp'], seed: 5, path: '3:1' }) of exproto-kit/conformance, with the same target",
  ],
  [
    { own: true, dialect: 'emqx-4' },
    "certify({ target, transports: ['udp'], seed: 5, path: '3:1' }) of exproto-kit/conformance, with the same target",
  ],
  [
    { name: 'written in TypeScript' },
    "certify({ target, transports: ['udp'], seed: 5, path: '3:1' }) of exproto-kit/conformance, with the same target",
  ],
])('runs a failure of %j again', (source, words) => {
  expect(replayCommand(commandOf(source as TargetSource), replay)).toBe(words);
});

it('needs no transport for a conversation with a handler', () => {
  const conversation = { seed: 5, path: 'life:3' };
  expect(replayCommand('exproto verify', conversation)).toBe('exproto verify --seed 5 --path life:3');
  expect(replayCommand(undefined, conversation)).toContain(
    "verifyHandler({ handler, seed: 5, path: 'life:3' })",
  );
});
