/** A negative number, by its value, sign and end: offsets into the line. */
export interface FreeNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/**
 * A negative number of up to five digits that is neither part of an identifier, a date, a range nor a fraction. `-704.` and
 * `-704: text` end one, `-7313-434`, `-1.5`, `-1/8` and `-1:2` go on.
 */
const freeNumber = /(?<![^\t "'(,:<=[{])-[1-9]\d{0,4}(?![\w%]|[-/@.:]\w)/g;

/**
 * The free negative numbers between two offsets of a line, in their order.
 *
 * @example freeNumbers('error=-704, a-3', 0, 15) // [{ value: -704, start: 6, end: 10 }]
 */
export function freeNumbers(line: string, from: number, to: number): FreeNumber[] {
  const found: FreeNumber[] = [];
  const text = line.slice(0, to);
  freeNumber.lastIndex = from;
  for (let match = freeNumber.exec(text); match !== null; match = freeNumber.exec(text))
    found.push({ value: Number(match[0]), start: match.index, end: freeNumber.lastIndex });
  return found;
}
