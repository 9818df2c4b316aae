import type { GatewayConfiguration, HandlerConfiguration } from './config/configuration.ts';
import { formatAddress } from './listeners/address.ts';
import type { RunningGateway } from './start-gateway.ts';

/** Where a gateway listens and whom it calls, a line each; the last one is `ready`. */
export function describeGateway(gateway: RunningGateway, configuration: GatewayConfiguration): string {
  const handlers = new Map(
    configuration.listeners.map(({ transport, name, handler }) => [`${transport}.${name}`, handler]),
  );
  const listeners = gateway.listeners.map(({ name, transport, address }) => {
    const handler = handlers.get(`${transport}.${name}`);
    return `listening ${transport}.${name} ${formatAddress(address)} for ${handler?.url} (${describe(handler)})\n`;
  });
  const secured = configuration.adapter.tls === undefined ? '' : ' (TLS)';
  return `${listeners.join('')}adapter   ${formatAddress(gateway.adapter)}${secured}\nready\n`;
}

function describe(handler: HandlerConfiguration | undefined): string {
  return `${handler?.service}${handler?.mode === 'stream' ? ', streams' : ''}`;
}
