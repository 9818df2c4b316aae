import { Model } from './model/model.ts';
import { SuiteError } from './suite-error.ts';
import { formatAddress } from './target/address.ts';
import { type Address, listenerOf } from './target/target.ts';
import { tryConnect } from './target/try-connect.ts';
import { type Suite, World } from './world/world.ts';

/**
 * Makes sure that there is something to judge: the gateway can be reached, and
 * it calls the suite's handler for the devices of each transport.
 *
 * @throws {SuiteError} `TARGET_UNREACHABLE` or `TARGET_NEVER_CALLED`
 */
export async function preflight(suites: readonly Suite[]): Promise<void> {
  for (const [index, suite] of suites.entries()) {
    if (index === 0) await expectAdapter(suite.target.adapter);
    await expectCalled(suite);
  }
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
  const { target, transport, lobby } = suite;
  const before = lobby.callbackCount;
  const isCalled = () => lobby.callbackCount > before;
  const until = performance.now() + target.limits.patience;
  while (performance.now() < until) {
    if (await tryDevice(suite, isCalled)) return;
  }
  if (isCalled()) return;
  const where = `${formatAddress(target.handler.listen)} (${target.handler.service})`;
  const device = `${transport}://${formatAddress(listenerOf(target, transport).address)}`;
  const text =
    `a device was at ${device}, but the gateway called no handler at ${where} within ${target.limits.patience / 1000} s: ` +
    `set the gateway's handler address to it, or correct handler or listeners.${transport} of the target file`;
  throw new SuiteError('TARGET_NEVER_CALLED', text);
}

async function tryDevice(suite: Suite, isCalled: () => boolean): Promise<boolean> {
  const world = new World(suite, new Model(suite.transport), 'preflight');
  try {
    const live = await world.connect('c1', 'answer');
    void live.write(Buffer.from('!'));
    live.end();
    // A rule that is broken already ends the wait, and proves a call as well.
    await world.waitFor(isCalled, tryTime).catch(() => undefined);
    return isCalled();
  } finally {
    world.abandon();
  }
}
