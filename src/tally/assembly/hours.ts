import { counterHours, mostHours } from '../../recognise/memory-layout';

/** The number of an hour, given as stamps have it, among those that are known; or -1. */
export function hourOf(year: u32, hour: u32): i32 {
  for (let index = 0; index < mostHours; index++) {
    const at: usize = counterHours + 16 * index;
    if (load<u32>(at, 4) === hour && load<u32>(at) === year) return index;
  }
  return -1;
}

/** The moment so many milliseconds into an hour, in epoch milliseconds. */
// @ts-ignore: decorator
@inline
export function momentOf(hour: i32, within: i32): f64 {
  return load<f64>(counterHours + 16 * hour, 8) + <f64>within;
}
