import { found } from '../memory-layout';

/**
 * Leaves in `found` when a line was printed, of its stamp `MMDD HH:MM:SS` or `MM-DD HH:MM:SS`: the year, the hour as MMDDHH,
 * and the milliseconds since, or -1 where these are none.
 *
 * @param year 0 where the stamp has none
 * @param date where its month stands, and
 * @param dash the bytes between month and day
 */
export function leaveStamp(year: u32, date: usize, dash: usize, fraction: u32): void {
  const time = date + dash + 5;
  const hour = (twoDigits(date) * 100 + twoDigits(date + 2 + dash)) * 100 + twoDigits(time);
  const minute = twoDigits(time + 3);
  const second = twoDigits(time + 6);
  const within = minute > 59 || second > 60 ? -1 : <i32>(minute * 60000 + second * 1000 + fraction);
  store<i32>(found, year, 24);
  store<i32>(found, hour, 28);
  store<i32>(found, within, 32);
}

/** The number that four digits make. */
export function fourDigits(at: usize): u32 {
  return twoDigits(at) * 100 + twoDigits(at + 2);
}

// @ts-ignore: decorator
@inline
function twoDigits(at: usize): u32 {
  return <u32>(load<u8>(at) - 48) * 10 + <u32>(load<u8>(at, 1) - 48);
}
