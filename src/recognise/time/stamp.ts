/** The name of a way to write a time stamp. */
export type StampFormName =
  | 'glog'
  | 'c10'
  | 'iso'
  | 'bracketed'
  | 'month-day'
  | 'month-name'
  | 'weekday'
  | 'day-month'
  | 'short-year'
  | 'short-date'
  | 'us-date'
  | 'epoch';

/** One way to write a time stamp. */
interface StampForm {
  readonly name: StampFormName;
  /** What matches it inside of a greater pattern, without groups. It asks for widths and signs only, never for certain digits. */
  readonly piece: string;
  /** The same at one place of a text (sticky), with a group for each field. */
  readonly pattern: RegExp;
}

const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;
/** HCCL writes microseconds in a group of their own: `02:14:10.220.114`. */
const fraction = String.raw`(?:[.,](?<fraction>\d+)(?:\.\d+)?)?`;
/** Directly behind the clock, or a blank behind it with all of its digits, since a message may begin with a small negative number. */
const zone = String.raw`(?:(?<zone>Z|[+-]\d{1,2}(?::?\d{1,2})?)(?![\w.])| (?<zoneName>UTC|GMT|[+-]\d{4}|[+-]\d\d?:\d\d?|\+\d)(?![\w.:]))?`;
const year = String.raw`(?<year>\d{4})`;
const month = String.raw`(?<month>\d\d)`;
const day = String.raw`(?<day>\d\d)`;
const monthName = '(?<monthName>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';

/** The forms, each before those that match a part of it. */
const stampForms: readonly StampForm[] = [
  // E20260730 02:14:10.220114, E0730 02:14:10.220114
  form('glog', `[DIWEFC]?(?:${year})?${month}${day} ${clock}${fraction}`),
  // PyTorch's c10 does not pad the month: E730 02:14:10.220114881; in a shape's text a7 stands for it
  form('c10', String.raw`(?:[DIWEFC](?<month>\d)|a)(?<day>\d\d?) ${clock}${fraction}`),
  // 2026-07-30 02:14:10,220; 2026-07-30T02:14:10.220114Z; 2026/07/30 02:14:10; Thu 2026-07-30 02:14:10 UTC; 2026-07-30-02:14:10.220.114
  form('iso', `(?:${weekday} )?${year}[/-]${month}[/-]${day}(?:[T_-]| +)${clock}${fraction}${zone}`),
  // [2026-11-29][07:36:17]; numbers before the bracket are other ones in a shape's text
  form('bracketed', String.raw`(?<year>\d{1,4})-(?<month>\d\d?)-(?<day>\d\d?)\]\[${clock}${fraction}`),
  // Sun Nov 29 07:36:19 2026; Thu Jul 30 02:14:10 UTC 2026; what stands for the year in a shape's text is one digit
  form(
    'weekday',
    String.raw`${weekday} ${monthName} +(?<day>\d\d?) ${clock}(?: (?<zoneName>[A-Z]{3,4}))? (?<year>\d{1,4})(?!\d)`,
  ),
  // Jul 30 02:14:10
  form('month-name', String.raw`${monthName} +(?<day>\d\d?) ${clock}${fraction}`),
  // 30/Jul/2026:02:14:10 +0000; 30 Jul 2026 02:14:10.220
  form(
    'day-month',
    String.raw`(?<day>\d\d?)[/ -]${monthName}[/ -](?<year>\d{1,4})[: ]${clock}${fraction}${zone}`,
  ),
  // 26/07/30 02:14:10
  form('short-year', String.raw`(?<year>\d\d)[/]${month}[/]${day} ${clock}${fraction}`),
  // 07-30 02:14:10
  form('month-day', `${month}[/-]${day}[ T]${clock}${fraction}`),
  // 07/30/26 02:14:10; like 26/07/30, so that a format has to ask for it
  form('us-date', String.raw`${month}/${day}/(?<year>\d\d) ${clock}`),
  // 260730 02:14:10
  form('short-date', String.raw`(?<year>\d\d)${month}${day} ${clock}${fraction}`),
];

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, as its digits tell; it stands only where something says that a time is meant. */
const epochForm: StampForm = form(
  'epoch',
  String.raw`(?<whole>\d+)(?:\.(?:(?<fraction>\d+)(?:e\+(?<exponent>\d+))?|a7\+7))?(?![\w.])`,
);

const byName = new Map([...stampForms, epochForm].map((each) => [each.name, each]));

/** The form of that name. */
export function stampForm(name: StampFormName): StampForm {
  return byName.get(name)!;
}

/** The pieces of some forms as one piece of a pattern. */
export function stampPiece(...names: readonly StampFormName[]): string {
  const chosen = names.length === 0 ? stampForms : names.map(stampForm);
  return `(?:${chosen.map(({ piece }) => piece).join('|')})`;
}

function form(name: StampFormName, source: string): StampForm {
  return { name, piece: source.replace(/\(\?<\w+>/g, '(?:'), pattern: new RegExp(source, 'y') };
}

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
  return {
    start: line.startOf(start),
    end: line.endOf(end),
    form,
    outer: outer === undefined ? undefined : stampInLine(outer, line),
  };
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
