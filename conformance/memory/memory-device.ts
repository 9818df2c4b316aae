import type { Judge } from './judge.ts';
import type { JudgedConnection } from './judged-connection.ts';
import type { AcceptedDevice, HeldSocket } from './memory-gateway.ts';
import type { DeviceAction } from './plan.ts';
import type { World } from './world.ts';

/** A device and its socket: what it does waits in the kernel while the gateway does not read. */
export class MemoryDevice implements HeldSocket {
  readonly conn: string;
  readonly #world: World;
  readonly #judge: Judge;
  readonly #judged: JudgedConnection;
  readonly #datagrams: boolean;
  #gateway: AcceptedDevice | undefined;
  #paused = false;
  #stalled = false;
  #hasEnded = false;
  #ending = false;
  #gone = false;
  /** Bytes, or the device's end where it is undefined. */
  #kernel: (Uint8Array | undefined)[] = [];
  #unsent: (() => void)[] = [];
  #count = 0;

  constructor(conn: string, world: World, judge: Judge, judged: JudgedConnection, datagrams: boolean) {
    this.conn = conn;
    this.#world = world;
    this.#judge = judge;
    this.#judged = judged;
    this.#datagrams = datagrams;
  }

  accepted(gateway: AcceptedDevice): void {
    this.#gateway = gateway;
  }

  take(action: DeviceAction): void {
    switch (action.type) {
      case 'bytes':
        return this.#send(action.size);
      case 'stall':
        this.#stalled = true;
        return;
      case 'read':
        this.#stalled = false;
        for (const _ of this.#unsent) this.#scheduleFlush();
        return this.#finishEnd();
      case 'end':
        if (!this.#hasEnded) this.#kernel.push(undefined);
        this.#hasEnded = true;
        return this.#readKernel();
      case 'reset':
        return this.#reset();
    }
  }

  write(bytes: Uint8Array, flushed: () => void): void {
    this.#world.note('gateway', 'device', `${this.conn} ${bytes.length} bytes`);
    this.#judged.bytes.wrote(bytes);
    this.#unsent.push(flushed);
    if (!this.#stalled) this.#scheduleFlush();
  }

  end(): void {
    this.#world.note('gateway', 'device', `${this.conn} ends the socket`);
    this.#noteEnd();
    this.#ending = true;
    this.#finishEnd();
  }

  destroy(): void {
    this.#world.note('gateway', 'device', `${this.conn} destroys the socket`);
    this.#noteEnd();
    this.#unsent = [];
    this.#ending = true;
    this.#stalled = false;
    this.#finishEnd();
  }

  pause(): void {
    this.#paused = true;
    this.#judged.silence.look(this.#world.now());
    this.#judged.silence.pause(true, this.#world.now());
  }

  resume(): void {
    this.#paused = false;
    this.#judged.silence.pause(false, this.#world.now());
    if (this.#kernel.length > 0) this.#world.later(`${this.conn} read on`, () => this.#readKernel());
  }

  #noteEnd(): void {
    this.#judged.seal(this.#world.now());
    this.#judged.socketEnded = true;
  }

  #send(size: number): void {
    if (this.#gone || this.#hasEnded) return;
    // A datagram that nobody reads is lost.
    if (this.#datagrams && this.#paused) return;
    this.#count += 1;
    // No chunk can take the place of another.
    const bytes = Buffer.alloc(size, this.#count);
    bytes[0] = this.conn.charCodeAt(1);
    this.#kernel.push(bytes);
    this.#readKernel();
  }

  #readKernel(): void {
    while (!this.#paused && !this.#gone && this.#kernel.length > 0) {
      const bytes = this.#kernel.shift();
      const now = this.#world.now();
      if (bytes === undefined) {
        this.#world.note('device', 'gateway', `${this.conn} ends`);
        this.#judged.seal(now);
        this.#gateway?.ended();
      } else {
        this.#world.note('device', 'gateway', `${this.conn} ${bytes.length} bytes`);
        this.#judge.read(this.#judged, bytes, now);
        this.#gateway?.bytes(bytes);
      }
    }
  }

  #reset(): void {
    if (this.#gone) return;
    this.#world.note('device', 'gateway', `${this.conn} resets`);
    this.#gone = true;
    this.#hasEnded = true;
    this.#unsent = [];
    this.#judged.seal(this.#world.now());
    if (this.#ending) this.#gateway?.closed();
    else this.#gateway?.lost();
  }

  #scheduleFlush(): void {
    this.#world.later(`${this.conn} flushed`, () => {
      if (this.#gone || this.#stalled) return;
      this.#unsent.shift()?.();
      this.#finishEnd();
    });
  }

  #finishEnd(): void {
    if (!this.#ending || this.#gone || this.#unsent.length > 0) return;
    this.#world.later(`${this.conn} closed`, () => {
      if (this.#gone) return;
      this.#gone = true;
      this.#gateway?.closed();
    });
  }
}
