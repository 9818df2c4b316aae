import { describe, expect, it } from 'vitest';
import { admitAll, admitUsers } from './authenticator.ts';

function client(username: string) {
  return { protocolName: 'p', protocolVersion: '1', clientid: 'device', username, mountpoint: '' };
}

describe('admitUsers', () => {
  const authenticator = admitUsers([
    { username: 'alice', password: 'secret' },
    { username: 'bob', password: '' },
    { username: '', password: 'nameless' },
  ]);

  it.each([
    ['alice', 'secret', true],
    ['alice', 'Secret', false],
    ['alice', 'secret ', false],
    ['alice', '', false],
    ['Alice', 'secret', false],
    ['bob', '', true],
    ['bob', 'secret', false],
    ['', 'nameless', true],
    ['', '', false],
    ['nobody', '', false],
    ['nobody', 'secret', false],
    ['constructor', '', false],
  ])('to %j with %j says %j', async (username, password, admitted) => {
    expect(await authenticator.verify(client(username), password)).toBe(admitted);
  });

  it('admits nobody where the list is empty', async () => {
    expect(await admitUsers([]).verify(client(''), '')).toBe(false);
  });
});

it('admitAll admits everybody', async () => {
  expect(await admitAll.verify(client('nobody'), 'whatever')).toBe(true);
});
