import { isolation } from './isolation.ts';
import { life } from './life.ts';
import type { Property } from './property.ts';
import { refusalProperty } from './refusal-property.ts';
import { streams } from './streams.ts';
import { unseen } from './unseen.ts';

/** Every property that needs no knowledge of the devices' protocol. */
export const allProperties: readonly Property[] = [life, refusalProperty, isolation, unseen, streams];
