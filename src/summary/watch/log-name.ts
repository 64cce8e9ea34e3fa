const date = String.raw`(?:19|20)\d\d-?[01]\d-?[0-3]\d`;
const time = String.raw`(?:[-_.T]?[0-2]\d[-:]?[0-5]\d(?:[-:]?[0-5]\d)?)?`;
/** What rotation puts behind a name: a number, a date, seconds since 1970, the process, and how it was
 * compressed. The last number of an IP address is none of that. */
const suffix = new RegExp(
  String.raw`(?:\.(?:gz|zst|zstd|bz2|xz|old)|(?<!\d\.\d{1,3}\.\d{1,3})\.\d{1,4}|[-._]?${date}${time}(?:[-._]\d{1,10})?)$`,
  'i',
);
const within = new RegExp(`${date}${time}(?!\\d)`, 'g');

/**
 * The name of the log that a file belongs to, which rotation does not change: `store.log` of `store.log.1`,
 * `store.log-20260730.gz` and `store.log`; `node-1/*.log` of `node-1/2026-07-30.log`, whose date stands within.
 *
 * @param input a file's name as the caller gave it
 */
export function logName(input: string): string {
  let name = input;
  for (let shorter = name.replace(suffix, ''); shorter !== name && named(shorter); ) {
    name = shorter;
    shorter = name.replace(suffix, '');
  }
  return name.replace(within, '*');
}

/** Whether anything is left of the file's own name. */
function named(path: string): boolean {
  return !/(?:^|\/)\.*$/.test(path);
}
