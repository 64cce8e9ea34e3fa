import { isWeekend } from './calendar.ts';

/** Codes that the simulated logs report, and how many lines a day each host has of them. */
export const codes = {
  RPC_FAIL: 20,
  OBJECT_NOT_FOUND: 150,
  TRANSFER_FAIL: 6,
  ERR_ENDPOINT: 60,
  NO_AVAILABLE_HANDLE: 0,
} as const;

/** One of the codes. */
export type Code = keyof typeof codes;

/** What goes wrong on some day. */
export interface PlantedEvent {
  readonly title: string;
  /** The first and the last day on which it goes on. */
  readonly from: number;
  readonly to: number;
  /** What `--fail-on` has to find, and a word of what it says. */
  readonly term: 'new' | 'surge' | 'gone' | 'silent' | 'missed' | 'repeated' | 'duplicated';
  readonly says: string;
  /** How many times as many lines of a code there are on a day. */
  readonly times?: (code: Code, day: number) => number;
  /** Lines of a code that there are besides. */
  readonly extra?: { readonly code: Code; readonly lines: number };
  /** The host of which the logger stops at this hour, or all hosts. */
  readonly stops?: { readonly host: number | 'all'; readonly hour: number };
  /** The host whose stamps cannot be read. */
  readonly unstamped?: number;
  /** The host whose file is copied under another name. */
  readonly copied?: number;
  /** Whether the run is left out, or is made twice. */
  readonly run?: 'missed' | 'twice';
}

/** Lines of this code fall to a fifth at weekends. */
export const officeCode: Code = 'ERR_ENDPOINT';

const times =
  (of: Code, factor: number): NonNullable<PlantedEvent['times']> =>
  (code) =>
    code === of ? factor : 1;

/** The events, in the order of their days. Each is of a kind of its own. */
export const events: readonly PlantedEvent[] = [
  {
    title: 'a code that was never seen, 9 lines',
    from: 15,
    to: 15,
    term: 'new',
    says: 'NO_AVAILABLE_HANDLE',
    extra: { code: 'NO_AVAILABLE_HANDLE', lines: 9 },
  },
  {
    title: 'ten times a code of 450 a day',
    from: 17,
    to: 17,
    term: 'surge',
    says: 'OBJECT_NOT_FOUND',
    times: times('OBJECT_NOT_FOUND', 10),
  },
  {
    title: 'three times, two nights after that',
    from: 19,
    to: 19,
    term: 'surge',
    says: 'OBJECT_NOT_FOUND',
    times: times('OBJECT_NOT_FOUND', 3),
  },
  {
    title: 'ten times again',
    from: 22,
    to: 22,
    term: 'surge',
    says: 'OBJECT_NOT_FOUND',
    times: times('OBJECT_NOT_FOUND', 10),
  },
  {
    title: 'one of three hosts without a line',
    from: 24,
    to: 24,
    term: 'silent',
    says: 'host-2',
    stops: { host: 1, hour: 0 },
  },
  {
    title: 'one host stops at 10 o’clock',
    from: 27,
    to: 27,
    term: 'silent',
    says: 'host-1',
    stops: { host: 0, hour: 10 },
  },
  {
    title: 'no host has a line',
    from: 30,
    to: 30,
    term: 'silent',
    says: 'no line',
    stops: { host: 'all', hour: 0 },
  },
  { title: 'a code is gone', from: 32, to: 32, term: 'gone', says: 'RPC_FAIL', times: times('RPC_FAIL', 0) },
  {
    title: 'a night without a run',
    from: 34,
    to: 34,
    term: 'missed',
    says: 'no summary was kept',
    run: 'missed',
  },
  {
    title: 'the same night counted twice',
    from: 36,
    to: 36,
    term: 'repeated',
    says: 'already',
    run: 'twice',
  },
  {
    title: 'three times a weekday of a code that rests at weekends',
    from: 38,
    to: 38,
    term: 'surge',
    says: officeCode,
    times: times(officeCode, 3),
  },
  {
    title: 'the same lines under two names',
    from: 40,
    to: 40,
    term: 'duplicated',
    says: 'same lines',
    copied: 0,
  },
  { title: 'stamps that cannot be read', from: 43, to: 43, term: 'silent', says: 'host-3', unstamped: 2 },
  {
    title: 'a rise to four times over 15 nights',
    from: 46,
    to: 60,
    term: 'surge',
    says: 'TRANSFER_FAIL',
    times: (code, day) => (code === 'TRANSFER_FAIL' ? 4 ** ((day - 45) / 15) : 1),
  },
];

/** The mean of a code's lines on a host and day. */
export function meanOf(code: Code, day: number, planted: readonly PlantedEvent[]): number {
  const usual = codes[code] * (code === officeCode && isWeekend(day) ? 0.2 : 1);
  return planted.reduce((mean, event) => mean * (event.times?.(code, day) ?? 1), usual);
}
