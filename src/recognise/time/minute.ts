import type { StampPlace } from './stamp.ts';

const zero = 48;
const colon = 58;

/**
 * A minute as it stands in stamps that state no zone, and when it began. Lines come in order, so that most stamps share their
 * minute with the one before: then only their seconds are read. That takes a tenth of what reading all fields takes, which
 * was a seventh of a summary where every fifth line has a code.
 */
export class Minute {
  #form: StampPlace['form'] | undefined;
  /** The stamp up to its minutes, without glog's severity. */
  #text = '';
  #time = 0;

  /** Takes in when the minute of a stamp began, in epoch milliseconds. */
  keep(line: string, { start, end, form }: StampPlace, time: number): void {
    const from = dateIn(line, start, form);
    const to = line.lastIndexOf(':', end - 1);
    if (to <= from) return;
    this.#form = form;
    this.#text = line.slice(from, to);
    this.#time = time;
  }

  forget(): void {
    this.#form = undefined;
  }

  /** The time of a stamp of the same minute; undefined for one of another, and where more than a fraction follows its seconds. */
  timeOf(line: string, { start, end, form, outer }: StampPlace): number | undefined {
    if (form !== this.#form || outer !== undefined) return undefined;
    const from = dateIn(line, start, form);
    if (!line.startsWith(this.#text, from)) return undefined;
    let at = from + this.#text.length;
    if (at + 3 > end || line.charCodeAt(at) !== colon) return undefined;
    const tens = line.charCodeAt(at + 1) - zero;
    const ones = line.charCodeAt(at + 2) - zero;
    if (!(tens >= 0 && tens < 6 && ones >= 0 && ones < 10)) return undefined;
    let time = this.#time + (10 * tens + ones) * 1000;
    at += 3;
    if (at === end) return time;
    const point = line[at];
    if (point !== '.' && point !== ',') return undefined;
    let unit = 100;
    for (at++; at < end; at++, unit /= 10) {
      const digit = line.charCodeAt(at) - zero;
      if (!(digit >= 0 && digit < 10)) return undefined;
      if (unit >= 1) time += digit * unit;
    }
    return time;
  }
}

/** Where a stamp begins behind the letter that tells glog's severity. */
function dateIn(line: string, start: number, form: StampPlace['form']): number {
  return form === 'glog' && line.charCodeAt(start) > colon ? start + 1 : start;
}
