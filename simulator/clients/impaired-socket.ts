import type { Clock } from '../../gateway/clock/clock.ts';
import type { Random } from '../load/random.ts';
import type { DeviceSocket, SocketEvents } from './device-socket.ts';
import { ImpairedWay } from './impaired-way.ts';
import type { Impairment } from './impairment.ts';

/** A bad network between a device's socket for datagrams and its target. */
export function openImpaired(
  impairment: Impairment,
  random: Random,
  clock: Clock,
  open: (events: SocketEvents) => DeviceSocket,
  events: SocketEvents,
): DeviceSocket {
  const down = new ImpairedWay(impairment, random, clock, (datagram) => events.received(datagram));
  const socket = open({
    opened: () => events.opened(),
    received: (datagram) => down.send(datagram),
    closed: (error) => {
      stop();
      events.closed(error);
    },
  });
  const up = new ImpairedWay(impairment, random, clock, (datagram) => socket.write(datagram));
  const stop = () => {
    down.stop();
    up.stop();
  };
  return {
    write: (datagram) => up.send(datagram),
    pause: (paused) => socket.pause(paused),
    close: () => {
      stop();
      socket.close();
    },
  };
}
