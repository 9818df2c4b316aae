import type { Certification } from '../gateway/certify.ts';
import type { Target } from '../gateway/target/target.ts';
import type { Failure } from '../judge/scoreboard.ts';
import type { HandlerMode } from '../rules/axis.ts';
import { currentVersions, type Versions } from '../versions.ts';

/** Which gateway failed: the target file's path and content, or the suite's own gateway. */
export type BundleTarget =
  | { readonly file: string; readonly text: string }
  | { readonly own: true; readonly service: Target['handler']['service']; readonly mode?: HandlerMode };

/** Everything that it takes to run the failures of a run again, and to read them without that. */
export interface Bundle {
  readonly schema: 1;
  readonly versions: Versions;
  readonly target: BundleTarget;
  /** One for each broken rule and transport. */
  readonly failures: readonly Failure[];
}

/** The failures of a run, known ones and flaky ones as well. */
export function toBundle({ results }: Certification, target: BundleTarget): Bundle {
  const failures = results.flatMap(({ transports }) => transports.flatMap(({ failure }) => failure ?? []));
  return { schema: 1, versions: currentVersions(), target, failures };
}
