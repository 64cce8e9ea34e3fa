import { mostValues, valueKinds, valueReadings } from '../memory-layout';

/** Whether a code of any component has the value, given without its sign. */
export function hasReadings(value: f64): bool {
  return value < <f64>mostValues && load<u8>(valueReadings + <usize>value) !== 0;
}

/** Whether a code of that component has the value. */
export function isOf(component: u32, value: u32): bool {
  return value < <u32>mostValues && (load<u8>(valueReadings + value) & (8 << component)) !== 0;
}

/** How many codes have the value, given without its sign. */
export function readingsOf(value: u32): u32 {
  return value < <u32>mostValues ? load<u8>(valueReadings + value) & 15 : 0;
}

/** The kind of finding that a value is which has readings, where the component is the likeliest: from 1 on. */
export function kindOfValue(value: u32, component: u32): u32 {
  return load<u16>(valueKinds + 2 * ((component - 1) * mostValues + value));
}
