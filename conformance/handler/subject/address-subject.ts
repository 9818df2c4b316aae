import type { Address } from '../../gateway/target/target.ts';
import { residentMemory } from './resident-memory.ts';
import type { Subject } from './subject.ts';

/** A handler that somebody else has started. With its process id its memory can be followed. */
export function openAddress(address: Address, pid?: number): Subject {
  return {
    address,
    output: '',
    death: undefined,
    ...(pid === undefined ? {} : { memory: async () => residentMemory([pid]) }),
    stop: async () => undefined,
  };
}
