import type { Code, Component } from '../../catalogue/code.ts';

/** A code of an operator's catalogue that a line states, or a number of its forms that is none. */
export interface OwnHit {
  readonly evidence: 'name' | 'number';
  /** One row, several where forms or texts of several codes hold, or none for a number that the catalogue lacks. */
  readonly readings: readonly Code[];
  /** Of a number that the catalogue lacks. */
  readonly component?: Component;
  /** Undefined where several codes have one name, and where the shape of lines does not tell the number. */
  readonly value: number | undefined;
  readonly start: number;
  readonly end: number;
}
