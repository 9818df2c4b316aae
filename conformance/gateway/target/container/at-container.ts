import { isIP } from 'node:net';
import type {
  Address,
  EncryptedListener,
  LimitedListeners,
  Listeners,
  PublishedPort,
  Target,
} from '../target.ts';

/**
 * The target at the container's own address. What this machine passes on comes with another address than the device's, by
 * which no connection is recognised any more.
 */
export function atContainer(target: Target, ports: readonly PublishedPort[], host: string): Target {
  const move = (protocol: PublishedPort['protocol']) => (address: Address) => {
    const found = ports.find((port) => port.host === address.port && port.protocol === protocol);
    return found === undefined ? address : { host, port: found.container };
  };
  return {
    ...target,
    listeners: moved(target.listeners, move('tcp'), move('udp')),
    adapter: move('tcp')(target.adapter),
  };
}

type Move = (address: Address) => Address;

function moved({ tcp, ssl, udp, dtls }: Listeners, stream: Move, datagram: Move): Listeners {
  const at = <T extends { readonly address: Address }>(listener: T, move: Move): T => ({
    ...listener,
    address: move(listener.address),
  });
  const limitedAt = ({ limited }: { readonly limited?: LimitedListeners }, move: Move) => {
    if (limited === undefined) return {};
    const { connections, connectionRate, throughput, denied } = limited;
    return {
      limited: {
        ...(connections === undefined ? {} : { connections: at(connections, move) }),
        ...(connectionRate === undefined ? {} : { connectionRate: at(connectionRate, move) }),
        ...(throughput === undefined ? {} : { throughput: at(throughput, move) }),
        ...(denied === undefined ? {} : { denied: at(denied, move) }),
      },
    };
  };
  return {
    ...(tcp === undefined
      ? {}
      : {
          tcp: { ...at(tcp, stream), ...limitedAt(tcp, stream) },
        }),
    ...(ssl === undefined ? {} : { ssl: { ...at(ssl, stream), ...limitedAt(ssl, stream), ...name(ssl) } }),
    ...(udp === undefined
      ? {}
      : {
          udp: {
            ...at(udp, datagram),
            ...limitedAt(udp, datagram),
            ...(udp.idle === undefined ? {} : { idle: at(udp.idle, datagram) }),
          },
        }),
    ...(dtls === undefined
      ? {}
      : { dtls: { ...at(dtls, datagram), ...limitedAt(dtls, datagram), ...name(dtls) } }),
  };
}

/** A certificate is not made for the address that an engine happens to give. */
function name({ serverName, address }: EncryptedListener): Pick<EncryptedListener, 'serverName'> {
  if (serverName !== undefined) return { serverName };
  return isIP(address.host) === 0 ? { serverName: address.host } : {};
}
