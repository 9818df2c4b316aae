import type { Place } from './place.ts';

/** Ends the reading of a file that cannot be understood any further. It never quotes a value. */
export class HoconFault extends Error {
  override readonly name = 'HoconFault';
  readonly place: Place;
  readonly text: string;

  constructor(place: Place, text: string) {
    super(text);
    this.place = place;
    this.text = text;
  }
}
