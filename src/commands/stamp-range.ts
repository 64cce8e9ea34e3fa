import type { Clock } from '../recognise/clock.ts';
import { readPrefix } from '../recognise/prefix-reader.ts';

/** The times that a log begins and ends at, in epoch milliseconds; undefined while no stamp was seen. */
export class StampRange {
  from: number | undefined;
  to: number | undefined;

  /** Takes a moment in. */
  add(time: number | undefined): void {
    if (time === undefined) return;
    if (this.from === undefined || time < this.from) this.from = time;
    if (this.to === undefined || time > this.to) this.to = time;
  }

  /** Takes in the first stamp of an input's first bytes and the last one of its last bytes. */
  addEnds(head: Buffer, tail: Buffer, clock: Clock): void {
    this.add(firstStamp(head.toString('latin1').split('\n'), clock));
    this.add(firstStamp(tail.toString('latin1').split('\n').reverse(), clock));
  }
}

function firstStamp(lines: readonly string[], clock: Clock): number | undefined {
  for (const line of lines) {
    const time = clock.read(line, readPrefix(line).stamp);
    if (time !== undefined) return time;
  }
  return undefined;
}
