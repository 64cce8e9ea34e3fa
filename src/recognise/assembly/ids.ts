import { found } from './layout';

/**
 * Leaves a thread's id in `found`, and a process's, -1 where there is none. JavaScript keeps small numbers without an object for
 * each, so an id that fits into 31 bits is left as such; of one that does not, -2; both are left as numbers of 64 bits, too.
 */
export function leaveIds(thread: f64, process: f64): void {
  store<i32>(found, small(thread), 36);
  store<i32>(found, small(process), 40);
  store<f64>(found, thread, 48);
  store<f64>(found, process, 56);
}

// @ts-ignore: decorator
@inline
function small(id: f64): i32 {
  return id < 2147483647 ? <i32>id : -2;
}
