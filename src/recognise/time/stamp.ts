import { type StampFormName, stampForm, stampForms } from './stamp-forms.ts';

/**
 * Where a time stamp stands in a line and how it is written. All lines of a shape have it in the same place and with the
 * same widths; only its digits differ, so that the time itself is read from the line.
 */
export interface StampPlace {
  readonly start: number;
  readonly end: number;
  readonly form: StampFormName;
  /**
   * The stamp of what wraps the line, where it has one: with a full date and a zone it decides the year and the zone of a
   * stamp that lacks them.
   */
  readonly outer?: StampPlace | undefined;
}

/** The same stamp in another line of its shape, of which is known where each place is. */
export function stampInLine(
  { start, end, form, outer }: StampPlace,
  line: { startOf(offset: number): number; endOf(offset: number): number },
): StampPlace {
  const place = { start: line.startOf(start), end: line.endOf(end), form };
  return outer === undefined ? place : { ...place, outer: stampInLine(outer, line) };
}

/**
 * Finds the stamp that begins at an offset of a text.
 *
 * @param end where it has to end; without it the first form that matches is taken
 * @param forms the forms that it may have; without them any but seconds since 1970, which any number could be
 * @returns undefined where none stands
 */
export function stampAt(
  text: string,
  start: number,
  end?: number,
  forms?: readonly StampFormName[],
): StampPlace | undefined {
  let found: StampPlace | undefined;
  for (const { name, pattern } of forms === undefined ? stampForms : forms.map(stampForm)) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    if (end === undefined || pattern.lastIndex === end) return { start, end: pattern.lastIndex, form: name };
    found ??= { start, end: pattern.lastIndex, form: name };
  }
  return found;
}
