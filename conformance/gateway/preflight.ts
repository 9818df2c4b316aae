import { Model } from './model/model.ts';
import { SuiteError } from './suite-error.ts';
import { formatAddress } from './target/address.ts';
import type { Address } from './target/target.ts';
import { tryConnect } from './target/try-connect.ts';
import { type Suite, World } from './world/world.ts';

/**
 * Makes sure that there is something to judge: the gateway can be reached, and
 * it calls the suite's handler.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE` or `TARGET_NEVER_CALLED`
 */
export async function preflight(suite: Suite): Promise<void> {
  await expectAdapter(suite.target.adapter);
  await expectCalled(suite);
}

async function expectAdapter(address: Address): Promise<void> {
  const cause = await tryConnect(address);
  if (cause === undefined) return;
  const text = `the adapter at ${formatAddress(address)} can't be reached (${cause}): start the gateway, or correct adapter of the target file`;
  throw new SuiteError('TARGET_UNREACHABLE', text);
}

/** How long one device waits for a call before the next one tries: a gateway whose handler was away needs a moment. */
const tryTime = 300;

/** A gateway that calls late, or only some methods, is for the rules to judge; one that never calls is not. */
async function expectCalled(suite: Suite): Promise<void> {
  const { target, lobby } = suite;
  const until = performance.now() + target.limits.patience;
  while (performance.now() < until) {
    if (await isCalled(suite)) return;
  }
  if (lobby.callbackCount > 0) return;
  const where = `${formatAddress(target.handler.listen)} (${target.handler.service})`;
  const text =
    `the gateway accepted a device on tcp://${formatAddress(target.listeners.tcp)}, but called no handler at ${where} ` +
    `within ${target.limits.patience / 1000} s: set the gateway's handler address to it, or correct handler of the target file`;
  throw new SuiteError('TARGET_NEVER_CALLED', text);
}

async function isCalled(suite: Suite): Promise<boolean> {
  const world = new World(suite, new Model(), 'preflight');
  try {
    const live = await world.connect('c1', 'answer');
    void live.device.write(Buffer.from('!'));
    live.device.end();
    // A rule that is broken already ends the wait, and proves a call as well.
    await world.waitFor(() => suite.lobby.callbackCount > 0, tryTime).catch(() => undefined);
    return suite.lobby.callbackCount > 0;
  } finally {
    world.abandon();
  }
}
