import { formatAddress } from '../address.ts';
import type { Address, ContainerFile, Target } from '../target.ts';
import { emqx4Configuration } from './emqx4-configuration.ts';
import { emqx5Configuration } from './emqx5-configuration.ts';

/** An image of EMQX for which the suite writes the whole configuration. */
export type EmqxPreset = 'emqx-4.4' | 'emqx-5.8';

/** What a container is given by a preset. */
export interface Preset {
  readonly image: string;
  readonly files: readonly ContainerFile[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A name that is the same on each machine and needs no look-up. */
const node = { EMQX_NODE_NAME: 'emqx@127.0.0.1' };

/** @param handler Where the container reaches the suite's handler. */
export function emqxPreset(preset: EmqxPreset, target: Target, handler: Address): Preset {
  const url = `http://${formatAddress(handler)}`;
  switch (preset) {
    case 'emqx-4.4':
      return {
        image: 'emqx/emqx:4.4.19',
        files: [
          {
            target: '/opt/emqx/etc/plugins/emqx_exproto.conf',
            content: emqx4Configuration(target, url),
          },
        ],
        // The image's start script writes data/loaded_plugins from it.
        environment: { ...node, EMQX_LOADED_PLUGINS: 'emqx_exproto', EMQX_ALLOW_ANONYMOUS: 'true' },
      };
    case 'emqx-5.8':
      return {
        image: 'emqx/emqx:5.8.8',
        files: [{ target: '/opt/emqx/etc/emqx.conf', content: emqx5Configuration(target, url) }],
        environment: node,
      };
  }
}
