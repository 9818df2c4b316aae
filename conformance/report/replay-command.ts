/** How a failure is found again: the options that run its scenario, or its conversation with a handler, again. */
export interface ReplayOptions {
  /** The transport of a gateway; a conversation with a handler has its own. */
  readonly transport?: string;
  readonly seed: number;
  readonly path: string;
}

/**
 * The line that runs a failure again: a command, or a call from TypeScript where no command line can name what was judged.
 *
 * @param command The command of the run, without transport, seed and path.
 */
export function replayCommand(command: string | undefined, { transport, seed, path }: ReplayOptions): string {
  if (command !== undefined) {
    const where = transport === undefined ? '' : ` --transport ${transport}`;
    return `${command}${where} --seed ${seed} --path ${path}`;
  }
  if (transport === undefined)
    return `verifyHandler({ handler, seed: ${seed}, path: '${path}' }) of exproto-kit/conformance, with the same handler and samples`;
  return `certify({ target, transports: ['${transport}'], seed: ${seed}, path: '${path}' }) of exproto-kit/conformance, with the same target`;
}
