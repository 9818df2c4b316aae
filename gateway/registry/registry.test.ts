import { describe, expect, it } from 'vitest';
import { ConnectionInMemory } from '../../fixtures/connection-in-memory.ts';
import { Registry } from './registry.ts';

function open(registry: Registry, conn: string): ConnectionInMemory {
  const opened = new ConnectionInMemory(conn, { registry });
  opened.connection.open();
  opened.handler.answer();
  return opened;
}

function finish({ connection, handler }: ConnectionInMemory): void {
  connection.dispatch({ type: 'socketClosed' });
  handler.answer();
}

describe('the registry', () => {
  it('finds a connection by its conn until it has ended', () => {
    const registry = new Registry();
    const first = open(registry, 'first');
    const second = open(registry, 'second');
    expect(registry.find('first')).toBe(first.connection);
    expect([...registry]).toEqual([first.connection, second.connection]);
    first.connection.dispatch({ type: 'peerEnded' });
    expect(registry.size).toBe(2);
    finish(first);
    expect(registry.find('first')).toBeUndefined();
    expect(registry.size).toBe(1);
  });

  it('tells when the last connection is gone', () => {
    const registry = new Registry();
    let emptied = 0;
    registry.emptied = () => {
      emptied += 1;
    };
    const both = [open(registry, 'first'), open(registry, 'second')];
    for (const each of both) {
      expect(emptied).toBe(0);
      each.connection.dispatch({ type: 'peerEnded' });
      finish(each);
    }
    expect(emptied).toBe(1);
  });
});

describe('a takeover', () => {
  it('closes the older connection of the clientid', async () => {
    const registry = new Registry();
    const older = open(registry, 'older');
    const newer = open(registry, 'newer');
    await older.authenticate('device');
    await newer.authenticate('device');
    finish(older);
    expect(older.story).toEqual(['OnSocketCreated', 'OnSocketClosed discarded']);
    expect(newer.story).toEqual(['OnSocketCreated']);
  });

  it('goes from one to the next, also after the end of the one that was taken over', async () => {
    const registry = new Registry();
    const all = ['1', '2', '3'].map((conn) => open(registry, conn));
    for (const each of all) {
      await each.authenticate('device');
      for (const older of all.slice(0, all.indexOf(each))) finish(older);
    }
    expect(all.map(({ story }) => story.length)).toEqual([2, 2, 1]);
    expect(registry.size).toBe(1);
  });

  it('leaves other clientids alone, and those that are free again', async () => {
    const registry = new Registry();
    const gone = open(registry, 'gone');
    await gone.authenticate('device');
    await gone.connection.call({ method: 'Close' });
    const other = open(registry, 'other');
    await other.authenticate('other');
    await open(registry, 'next').authenticate('device');
    finish(gone);
    expect(gone.story).toEqual(['OnSocketCreated', 'OnSocketClosed normal']);
    expect(other.story).toEqual(['OnSocketCreated']);
  });
});
