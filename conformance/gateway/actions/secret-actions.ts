import { readFile } from 'node:fs/promises';
import type { Suite } from '../world/world.ts';
import type { Action } from './action.ts';
import { authenticateRequest } from './call-actions.ts';
import { expectAlive } from './expectations.ts';

/** How long and how often the log is looked at: a gateway may write it late. Milliseconds. */
const watchTime = 600;
const lookTime = 200;

/** A shorter password may stand in a log by chance. */
const shortest = 8;

/** The handler authenticates `name` with passwords of several kinds, none of which is to be logged. */
export function expectNoPasswords(name: string): Action {
  return {
    text: `the handler authenticates ${name} without a clientid, with a made-up password, and rightly`,
    check: (model) => model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const { credentials } = world.suite.target;
      const madeUp = `password-of-${world.token}`;
      const right = authenticateRequest(world, name) as { clientinfo: object };
      const incomplete = { ...right.clientinfo, clientid: '' };
      await live.call('Authenticate', { clientinfo: incomplete, password: madeUp });
      await live.call('Authenticate', { ...right, password: madeUp });
      await live.call('Authenticate', right);
      await expectAlive(live, 'EXP-BYTE-001');
      const secrets = [madeUp, credentials?.password ?? ''].filter(({ length }) => length >= shortest);
      for (let time = 0; time < watchTime; time += lookTime) {
        await world.waitFor(() => false, lookTime);
        const log = await readLog(world.suite);
        const found = secrets.some((secret) => log.includes(secret));
        world.check('EXP-SEC-001', !found, 'no password in the log', 'it holds one');
        world.stopIfBroken();
      }
    },
  };
}

/** A file that is not there yet holds nothing. */
async function readLog({ target, output }: Suite): Promise<string> {
  const { log } = target;
  const written = output?.() ?? '';
  if (log === undefined || log === 'output') return written;
  return written + (await readFile(log.file, 'latin1').catch(() => ''));
}
