import { mostStamps, stamps, text } from '../memory-layout';
import { byteAt, isDigit, isAlphanumeric } from './bytes';
import { digitsEnd } from './line-masks';
import { endOfRun, forgetRuns, recentCount, startOfRun, takeBack } from './recent-runs';
import { keep, keepStamp, out } from './text-output';
import { isBehindSource } from './source-names';

/** A date has up to three runs before the hours. */
const mostDateRuns: u32 = 3;

/** Stamps of the line in hand. */
export let stampCount: u32 = 0;

@inline export function forgetStamps(): void {
  stampCount = 0;
}

/** Whether a run ends with the hours of a clock, behind which minutes and seconds stand: `11` of `11:49:18`. */
@inline export function isClock(start: usize, from: usize, to: usize, length: usize): bool {
  const at = start + to;
  return (
    byteAt(at) === 58 && to + 6 <= length && from + 2 <= to && byteAt(at + 3) === 58 &&
    isDigit(byteAt(at - 1)) && isDigit(byteAt(at - 2)) && !(from + 2 < to && isDigit(byteAt(at - 3))) &&
    isDigit(byteAt(at + 1)) && isDigit(byteAt(at + 2)) &&
    isDigit(byteAt(at + 4)) && isDigit(byteAt(at + 5)) && !(to + 6 < length && isDigit(byteAt(at + 6))) &&
    !(from > 0 && byteAt(start + from - 1) === 58 && isBehindSource(start + from - 1, start))
  );
}

/** Takes over a clock with its date, zone and fraction, so that it keeps its width. Returns where it ends. */
export function takeClock(start: usize, from: usize, to: usize, length: usize): usize {
  let runs: u32 = 1;
  let begin = from;
  while (runs <= mostDateRuns && runs < recentCount) {
    const before = startOfRun(runs + 1);
    const end = endOfRun(runs + 1);
    if (!isDatePart(start + before, end - before) || !joinsDate(start + end, begin - end)) break;
    runs++;
    begin = before;
  }
  takeBack(runs);
  let end = to + 6;
  if (end + 1 < length && (byteAt(start + end) === 46 || byteAt(start + end) === 44) && isDigit(byteAt(start + end + 1)))
    end = digitsEnd(end + 1, length);
  end = zoneEnd(start, end, length);
  keep(start + begin);
  if (stampCount < <u32>mostStamps) {
    const entry = stamps + <usize>stampCount * 12;
    store<u32>(entry, <u32>(out - text));
    store<u32>(entry + 4, <u32>begin);
    store<u32>(entry + 8, <u32>(end - begin));
    stampCount++;
  }
  keepStamp(start + end);
  forgetRuns();
  return end;
}

/** Whether what stands between two runs may stand within a date: a byte, or the month of `30/Jul/2026`. */
@inline function joinsDate(at: usize, length: usize): bool {
  const byte = byteAt(at);
  if (length === 5) return byte === 47 && byteAt(at + 4) === 47;
  if (length !== 1) return false;
  return byte === 45 || byte === 47 || byte === 32 || byte === 58 || byte === 84 || byte === 46 || byte === 95;
}

/** Whether a run may be part of a date: digits of a usual length, or those with a letter of severity before them. */
@inline function isDatePart(at: usize, length: usize): bool {
  let from: usize = 0;
  if (!isDigit(byteAt(at))) {
    if (byteAt(at) - 65 >= 26 || (length !== 4 && length !== 5 && length !== 9)) return false;
    from = 1;
  } else if (length !== 1 && length !== 2 && length !== 4 && length !== 6 && length !== 8) return false;
  for (let index = from; index < length; index++) if (!isDigit(byteAt(at + index))) return false;
  return true;
}

/** Where a stamp's zone ends: `Z`, `+08:00`, ` +0000`, and a year behind the clock, ` 2026]`. */
@inline function zoneEnd(start: usize, end: usize, length: usize): usize {
  let at = end;
  if (at < length && byteAt(start + at) === 32) at++;
  if (at >= length) return end;
  const sign = byteAt(start + at);
  let digits = at;
  if (sign === 43 || sign === 45) digits++;
  else if (at === end) return end;
  let last = digits;
  while (last < length && last < digits + 4 && isDigit(byteAt(start + last))) last++;
  if (last === digits) return end;
  if (digits === at) return last === digits + 4 && last < length && byteAt(start + last) === 93 ? last : end;
  const colon = last;
  if (last === digits + 2 && last + 2 < length && byteAt(start + last) === 58 && isDigit(byteAt(start + last + 1)) && isDigit(byteAt(start + last + 2))) {
    last += 3;
    if (last < length && isAlphanumeric(byteAt(start + last))) last = colon;
  }
  if (last < length && isAlphanumeric(byteAt(start + last))) return end;
  return last === digits + 2 || last === digits + 4 || last === digits + 5 ? last : end;
}
