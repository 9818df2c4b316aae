import type { Address } from '../gateway/target/target.ts';
import type { HandlerFailure } from '../handler/run/handler-failure.ts';
import type { ServiceChoice } from '../handler/subject/find-service.ts';
import type { Verification } from '../handler/verify.ts';
import type { VerifyOptions } from '../handler/verify-options.ts';
import { currentVersions, type Versions } from '../versions.ts';

/** How a handler was verified, as far as a failure depends on it. */
export interface BundledHandler {
  /** As reports name it. */
  readonly name: string;
  readonly address: Address;
  readonly adapter: Address;
  readonly service: ServiceChoice;
  /** Started it, where one did. */
  readonly start?: string;
  /** The file that says how devices talk. */
  readonly profile?: string;
  /** What devices send, each in hexadecimal digits. */
  readonly samples: readonly string[];
  readonly transports?: readonly ('tcp' | 'udp')[];
  /** Milliseconds. */
  readonly deadline?: number;
  readonly mode: 'quick' | 'full';
}

/** Everything that it takes to play the failures of a verification again, and to read them without that. */
export interface HandlerBundle {
  readonly schema: 1;
  readonly versions: Versions;
  readonly handler: BundledHandler;
  /** One for each broken rule. */
  readonly failures: readonly HandlerFailure[];
}

/** What a verification was told, where its handler is not in this process. */
export type BundledOptions = Pick<VerifyOptions, 'samples' | 'transports' | 'deadline'> & {
  readonly handler: { readonly address: Address; readonly command?: string };
  readonly adapter: Address;
  /** The file that the profile was read from. */
  readonly profileFile?: string;
};

/** The failures of a verification, known ones and flaky ones as well. */
export function toHandlerBundle(verification: Verification, options: BundledOptions): HandlerBundle {
  const { handler, mode, results } = verification;
  const { handler: source, adapter, profileFile, samples = [], transports, deadline } = options;
  return {
    schema: 1,
    versions: currentVersions(),
    handler: {
      name: handler.name,
      address: source.address,
      adapter,
      service: handler.service,
      ...(source.command === undefined ? {} : { start: source.command }),
      ...(profileFile === undefined ? {} : { profile: profileFile }),
      samples: samples.map((bytes) => Buffer.from(bytes).toString('hex')),
      ...(transports === undefined ? {} : { transports }),
      ...(deadline === undefined ? {} : { deadline }),
      mode,
    },
    failures: results.flatMap(({ failure }) => failure ?? []),
  };
}

/** What plays a failure of the bundle again takes, but for its profile and what the failure itself says. */
export function toVerifyOptions({ handler }: HandlerBundle): VerifyOptions {
  const { address, adapter, service, start, samples, mode, transports, deadline } = handler;
  return {
    handler: start === undefined ? { address } : { address, command: start },
    adapter,
    service,
    samples: samples.map((hex) => Buffer.from(hex, 'hex')),
    mode,
    ...(transports === undefined ? {} : { transports }),
    ...(deadline === undefined ? {} : { deadline }),
  };
}
