import recorded from './names.json' with { type: 'json' };

/**
 * What advice can name of Mooncake: flags (`--client_ttl`), environment variables (`MC_MTU`), pages of the master
 * (`/role`), metrics (`master_allocated_bytes`) and texts that logs hold.
 */
const kinds: readonly RegExp[] = [
  /(?<![\w-])(--[a-z][a-z0-9]*(?:_[a-z0-9]+)+)/g,
  /(?<![\w$])((?:MC|MOONCAKE|WITH)(?:_[A-Z0-9]+)+)(?![\w(*])/g,
  /(?:\{(?:master|metadata)\}|`)(\/[a-z][a-z0-9_]*(?:\/[a-z0-9_]+)*)(?=[`?"' ])/g,
  /(?<![\w/])(master_[a-z_]+)(?![\w.])/g,
];

/** What a command looks for in a log: the quoted alternatives of a grep. */
const searched = /\bgrep (?:-[A-Za-z]+ (?:\d+ )?)*"([^"]+)" \{(?:log|master-log|peer-log)\}/g;

/** What stands in backticks and is printed by the system or another program, or put together by Mooncake as it runs. */
const others: ReadonlySet<string> = new Set([
  'Connection timed out',
  'No route to host',
  'Address already in use',
  'Cannot assign requested address',
  'Stale file handle',
  'No such file',
  'No NUMA support',
  'Could not connect',
  'Max open files',
  'Link down',
  'Link detected: yes',
  'Link detected: no',
  'Invalid JSON body',
  '404 Not Found',
  'no resources',
  'Bad address',
  'Failed to create QP: Cannot allocate memory',
  // master_service_supervisor.cpp HandleSupervisorError puts the action behind "Failed to ".
  'Failed to acquire leadership',
  'Failed to promote standby for serve',
]);

/** Which names of Mooncake a line of advice holds, each once. */
export function namesIn(line: string): string[] {
  const names = kinds.flatMap((kind) => [...line.matchAll(kind)].map((match) => match[1]!));
  return [...new Set([...names, ...logTextsIn(line)])];
}

/** Which texts a line of advice says to look for in a log. */
export function logTextsIn(line: string): string[] {
  const commands = [...line.matchAll(searched)].flatMap((match) => alternatives(match[1]!));
  // A quoted sentence stands in backticks and begins with a capital: `Failed to mount segment`.
  const quoted = [...line.matchAll(/`([A-Z[][^`]* [^`]*)`/g)].map((match) => match[1]!.trim());
  return [...new Set([...commands, ...quoted.map(literal)])].filter(
    (text) => text !== '' && !others.has(text),
  );
}

function alternatives(pattern: string): string[] {
  return pattern.split(/\|(?![^[]*\])/).map(literal);
}

/** The longest part of a searched text that is no pattern. */
function literal(text: string): string {
  const parts = text.split(/\[\^?[^\]]*\]\*?|\.\*|\\.|[$^*+?(){}]|\.\.\.|<[^>]*>/).map((part) => part.trim());
  return parts.reduce((best, part) => (part.length > best.length ? part : best), '');
}

/** From which release to which something is in Mooncake. */
export interface NameRange {
  readonly since: string;
  /** Absent where the newest release has it. */
  readonly until?: string;
  /** A flag's default, and since when. */
  readonly defaults?: readonly (readonly [since: string, value: string])[];
}

/** Releases that were read, oldest first. */
export const releases: readonly string[] = recorded.releases;

/** The oldest release on which advice was tried; nothing is said of names that it and all newer ones have. */
export const oldestTried = 'v0.3.7.post2';

const ranges = new Map<string, NameRange>(
  Object.entries(recorded.names as unknown as Readonly<Record<string, NameRange>>),
);
const marks: Readonly<Record<string, readonly string[]>> = recorded.marks;

/** From which release to which Mooncake has a flag, variable, page, metric or log text; undefined: not known. */
export function rangeOf(name: string): NameRange | undefined {
  return ranges.get(name);
}

/** Whether a release has it; names that are not known are taken to be there. */
export function isIn(name: string, release: string): boolean {
  const range = ranges.get(name);
  const at = releases.indexOf(release);
  if (range === undefined || at === -1) return true;
  const until = range.until === undefined ? releases.length : releases.indexOf(range.until);
  return at >= releases.indexOf(range.since) && at <= until;
}

/**
 * The releases that can have printed start lines from these source lines (`master.cpp:1522`), oldest first; empty where
 * nothing is known or no release fits all.
 */
export function releasesOf(sourceLines: readonly string[]): readonly string[] {
  const sets = sourceLines.flatMap((line) => (Object.hasOwn(marks, line) ? [marks[line]!] : []));
  const [first, ...others] = sets;
  return (first ?? []).filter((release) => others.every((set) => set.includes(release)));
}

/**
 * A line of advice as it is shown: defaults of flags filled in, and behind it the releases that have what it names, unless
 * all from the oldest on that was tried have it: `... [v0.3.11 and newer]`.
 *
 * @param known the releases that the cluster may run; where all have a name, nothing is said of it
 * @example adviceText('clients expire after {default --client_ttl} s') // 'clients expire after 10 s'
 */
export function adviceText(line: string, known: readonly string[] = []): string {
  const text = line.replaceAll(defaultOf, (_, flag: string) => defaultText(flag, known));
  const names = namesIn(line);
  const groups = new Map<string, string[]>();
  for (const name of names) {
    if (known.length > 0 && known.every((release) => isIn(name, release))) continue;
    const range = rangeText(name);
    if (range !== '') groups.set(range, [...(groups.get(range) ?? []), name]);
  }
  if (groups.size === 0) return text;
  const isAlike = groups.size === 1 && [...groups.values()][0]!.length === names.length;
  const parts = [...groups].map(([range, of]) => (isAlike ? range : `${of.join(', ')}: ${range}`));
  return `${text} [${parts.join('; ')}]`;
}

const defaultOf = /\{default (--[a-z_]+)\}/g;

/** `10000, before v0.3.12 5000`; where the release is known, its own alone. */
function defaultText(flag: string, known: readonly string[]): string {
  const defaults = ranges.get(flag)?.defaults ?? [];
  const at = (release: string): string | undefined =>
    defaults.findLast(([since]) => releases.indexOf(since) <= releases.indexOf(release))?.[1];
  const own = new Set(known.map(at));
  if (own.size === 1 && !own.has(undefined)) return [...own][0]!;
  const newest = defaults.at(-1);
  if (newest === undefined) return 'its default';
  const older = defaults.flatMap(([since], index) =>
    index > 0 && isAfterOldest(since) ? [`before ${since} ${defaults[index - 1]![1]}`] : [],
  );
  return [newest[1], ...older.reverse()].join(', ');
}

function rangeText(name: string): string {
  const range = ranges.get(name);
  if (range === undefined) return '';
  const { since, until } = range;
  if (until !== undefined) return isAfterOldest(since) ? `${since} to ${until}` : `up to ${until}`;
  return isAfterOldest(since) ? `${shown(since)} and newer` : '';
}

function isAfterOldest(release: string): boolean {
  return releases.indexOf(release) > releases.indexOf(oldestTried);
}

/** What no release has is told by its day. */
function shown(release: string): string {
  const day = /^main-(.+)$/.exec(release)?.[1];
  return day === undefined ? release : `development of ${day}`;
}
