import { expect, it } from 'vitest';
import { AdapterClient } from './adapter-client.ts';

it('answers a scenario that is still at work when the run is over', async () => {
  const adapter = new AdapterClient({ host: '127.0.0.1', port: 1 });
  adapter.close();
  const over = { error: 'the run is over' };
  expect(await adapter.call('Close', { conn: 'a' }, 1_000)).toEqual(over);
  expect(await adapter.callRaw('/service/Method', Buffer.of(1), 1_000)).toEqual(over);
});
