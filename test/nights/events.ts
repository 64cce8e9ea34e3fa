/** Codes that the simulated logs report, and how many lines a day each host has of them. */
export const codes = {
  RPC_FAIL: 20,
  OBJECT_NOT_FOUND: 150,
  TRANSFER_FAIL: 6,
  ERR_ENDPOINT: 60,
  NO_AVAILABLE_HANDLE: 0,
  PERSISTENT_FAIL: 0,
} as const;

/** One of the codes. */
export type Code = keyof typeof codes;

/** Lines of this code fall to a fifth at weekends. */
export const officeCode: Code = 'ERR_ENDPOINT';

/** What goes wrong on some day. */
export interface PlantedEvent {
  readonly title: string;
  /** The first and the last day on which it goes on. */
  readonly from: number;
  readonly to: number;
  /** What `--fail-on` has to find, and what it has to say. */
  readonly term: 'new' | 'surge' | 'gone' | 'silent' | 'missed' | 'repeated' | 'duplicated' | 'unreadable';
  readonly says: readonly string[];
  /** Days before it on which something may be said of it, since the live log is part of the next day. */
  readonly before?: number;
  /** Days behind it on which something may still be said of it, since rotated files keep it: default none. */
  readonly after?: number;
  /** How many times as many lines of a code there are on a day. */
  readonly times?: (code: Code, day: number) => number;
  /** Lines of a code that the first host has besides. */
  readonly extra?: { readonly code: Code; readonly lines: number };
  /** The hosts of which the logger stops at this hour. */
  readonly stops?: { readonly hosts: readonly number[]; readonly hour: number };
  /** The host whose stamps cannot be read. */
  readonly unstamped?: number;
  /** A host whose file is there twice: of which day, and how. */
  readonly copied?: {
    readonly host: number;
    readonly how: 'copy' | 'compressed copy' | 'copy that was taken at midnight' | 'copy that broke off';
  };
  /** What befalls a host's files: its compressed one is cut off, the log is emptied, or all of them go. */
  readonly files?: { readonly host: number; readonly how: 'cut off' | 'gone' };
  /** Whether the run is left out, or is made twice. */
  readonly run?: 'missed' | 'twice';
}

const times =
  (of: Code, factor: number): NonNullable<PlantedEvent['times']> =>
  (code) =>
    code === of ? factor : 1;

const all = [0, 1, 2, 3, 4];

type Kind = Omit<PlantedEvent, 'title' | 'from' | 'to' | 'term' | 'says'>;

function event(
  day: number,
  term: PlantedEvent['term'],
  says: string | readonly string[],
  title: string,
  kind: Kind,
  days = 1,
): PlantedEvent {
  return { title, from: day, to: day + days - 1, term, says: [says].flat(), ...kind };
}

/** The events, in the order of their days. Each is of a kind of its own. */
export const events: readonly PlantedEvent[] = [
  event(13, 'new', 'NO_AVAILABLE_HANDLE', 'a code that was never seen, 9 lines, as the clocks change', {
    extra: { code: 'NO_AVAILABLE_HANDLE', lines: 9 },
  }),
  event(16, 'surge', 'OBJECT_NOT_FOUND', 'ten times a code of 750 a day', {
    times: times('OBJECT_NOT_FOUND', 10),
  }),
  event(17, 'surge', 'OBJECT_NOT_FOUND', 'three times, on the night after that', {
    times: times('OBJECT_NOT_FOUND', 3),
  }),
  event(19, 'surge', 'OBJECT_NOT_FOUND', 'five times', { times: times('OBJECT_NOT_FOUND', 5) }),
  event(21, 'surge', 'OBJECT_NOT_FOUND', 'ten times again', { times: times('OBJECT_NOT_FOUND', 10) }),
  event(23, 'silent', 'host-2', 'one of five hosts without a line', { stops: { hosts: [1], hour: 0 } }),
  event(25, 'silent', 'host-4', 'one host stops after an hour', { stops: { hosts: [3], hour: 1 } }),
  event(27, 'silent', 'host-1', 'one host stops at 10 o’clock', { stops: { hosts: [0], hour: 10 } }),
  event(29, 'silent', ['host-3', 'host-5'], 'two hosts stop at 18 o’clock', {
    stops: { hosts: [2, 4], hour: 18 },
  }),
  event(31, 'silent', 'no line', 'no host has a line', { stops: { hosts: all, hour: 0 } }),
  event(33, 'gone', 'RPC_FAIL', 'a code is gone', { times: times('RPC_FAIL', 0) }),
  event(35, 'missed', 'no summary was kept', 'a night without a run', { run: 'missed', after: 1 }),
  event(37, 'repeated', 'already', 'the same night counted twice', { run: 'twice' }),
  event(40, 'surge', officeCode, 'three times a weekday of a code that rests at weekends', {
    times: times(officeCode, 3),
  }),
  event(42, 'duplicated', 'same lines', 'a copy under another name', { copied: { host: 0, how: 'copy' } }),
  event(44, 'duplicated', 'same lines', 'a file beside its compressed one', {
    copied: { host: 2, how: 'compressed copy' },
  }),
  event(46, 'duplicated', 'same lines', 'a copy of a log that has grown since', {
    copied: { host: 4, how: 'copy that was taken at midnight' },
  }),
  event(47, 'duplicated', 'host-2-copy.log holds a part of', 'a copy that broke off', {
    copied: { host: 1, how: 'copy that broke off' },
  }),
  event(48, 'surge', 'RPC_FAIL', 'three times a code of 100 a day', { times: times('RPC_FAIL', 3) }),
  event(
    51,
    'surge',
    'TRANSFER_FAIL',
    'a rise to four times over 15 nights',
    {
      times: (code, day) => (code === 'TRANSFER_FAIL' ? 4 ** ((day - 50) / 15) : 1),
    },
    15,
  ),
  event(68, 'unreadable', 'host-1', 'a compressed file that is cut off', {
    files: { host: 0, how: 'cut off' },
    after: 4,
  }),
  event(74, 'silent', 'host-2', 'stamps that cannot be read', { unstamped: 1, before: 1, after: 6 }),
  event(82, 'new', 'PERSISTENT_FAIL', 'another code, 5 lines, in the new year', {
    extra: { code: 'PERSISTENT_FAIL', lines: 5 },
  }),
  event(
    84,
    'silent',
    'host-3',
    'the files of a host are not there any more',
    { files: { host: 2, how: 'gone' } },
    5,
  ),
];
