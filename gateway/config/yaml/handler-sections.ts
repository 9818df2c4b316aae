import type { HandlerConfiguration } from '../configuration.ts';
import { defaultListener } from '../default-configuration.ts';
import type { Path } from './path.ts';
import type { YamlContent, YamlHandler } from './schema.ts';

/** A `handler` section of a file, and what it comes to with what it leaves to others. */
export interface HandlerSection {
  /** Where it stands, or would stand if it were written. */
  readonly path: Path;
  readonly own: YamlHandler;
  /** The section that `url`, `service` and so on come from where this one has none. */
  readonly effective: Pick<HandlerConfiguration, 'url' | 'service' | 'mode'>;
}

/** The `handler` of the whole file, and those of its listeners. */
export function handlerSections(content: YamlContent): { common: HandlerSection; own: HandlerSection[] } {
  const common = sectionOf(['handler'], content.handler ?? {}, defaultListener().handler);
  const own = Object.entries(content.listeners ?? {}).flatMap(([transport, listeners]) =>
    Object.entries<{ readonly handler?: YamlHandler | undefined }>(listeners ?? {}).map(
      ([name, { handler }]) =>
        sectionOf(['listeners', transport, name, 'handler'], handler ?? {}, common.effective),
    ),
  );
  return { common, own };
}

function sectionOf(path: Path, own: YamlHandler, otherwise: HandlerSection['effective']): HandlerSection {
  const effective = {
    url: own.url ?? otherwise.url,
    service: own.service ?? otherwise.service,
    mode: own.mode ?? otherwise.mode,
  };
  return { path, own, effective };
}
