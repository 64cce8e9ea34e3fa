import type { Flag, Flags } from '../flags/flag.ts';

/** One flag as pages show it. */
export interface ShownFlag {
  readonly name: string;
  readonly flag: Flag;
  /** As it is typed: `--color`, or `--no-summary` for what is on unless it is turned off. */
  readonly typed: string;
  /** With its letter before and its value behind: `-o, --format NAME`. */
  readonly signature: string;
  /** All that there is to say of it besides its line: sentences. */
  readonly details: readonly string[];
}

/** The flags that pages show, by their headings, in the order of the table. */
export function shownFlags(flags: Flags): ReadonlyMap<string, readonly ShownFlag[]> {
  const headings = new Map<string, ShownFlag[]>();
  for (const [name, flag] of Object.entries(flags)) {
    if (flag.hidden) continue;
    const list = headings.get(flag.heading) ?? [];
    headings.set(flag.heading, [...list, shown(name, flag)]);
  }
  return headings;
}

/** What turns a switch the other way round. */
function shown(name: string, flag: Flag): ShownFlag {
  const typed = flag.default === true ? `--no-${name}` : `--${name}`;
  const letter = flag.short === undefined ? '    ' : `-${flag.short}, `;
  const signature = `${letter}${typed}${flag.value === undefined ? '' : ` ${flag.value}`}`;
  return { name, flag, typed, signature, details: details(flag) };
}

function details(flag: Flag): string[] {
  const sentences: string[] = [];
  if (flag.more !== undefined) sentences.push(flag.more.endsWith('.') ? flag.more : `${flag.more}.`);
  if (flag.choices !== undefined) sentences.push(`One of ${flag.choices.join(', ')}.`);
  if (typeof flag.default === 'string' || typeof flag.default === 'number')
    sentences.push(`Default: ${flag.default}.`);
  if (flag.many) sentences.push('May be given more than once.');
  if (flag.needs !== undefined) sentences.push(`Only with --${flag.needs[0]}.`);
  const others = flag.excludes ?? [];
  if (others.length > 0)
    sentences.push(`Not together with ${others.map((name) => `--${name.replace('=', ' ')}`).join(', ')}.`);
  return sentences;
}

/** The line of a flag: what is on unless it is turned off is told as what turning it off does. */
export function aboutOf({ flag }: ShownFlag): string {
  return flag.default === true ? `Do not ${flag.about[0]!.toLowerCase()}${flag.about.slice(1)}` : flag.about;
}

/** Exit statuses of every command. */
export const statuses = [
  ['0', 'done'],
  ['1', 'the condition of --fail-on holds'],
  ['2', 'wrong usage, or an input that could not be read (all others were still processed)'],
  ['130', 'stopped by Ctrl-C; what was read until then is written and counted'],
] as const;

/** Files and variables that the program reads besides its inputs. */
export const surroundings = [
  [
    '~/.config/mooncake-annotate/config.yaml',
    'Options for every call, by their long names, such as `timezone: UTC`. Options below the name of a command are for that command only. $XDG_CONFIG_HOME replaces ~/.config.',
  ],
  ['~/.config/mooncake-annotate/catalogue.yaml', 'Your own codes, added to every call.'],
  ['MOONCAKE_ANNOTATE_CONFIG', 'Another configuration file; empty for none.'],
  [
    'MOONCAKE_ANNOTATE_TIMEZONE, MOONCAKE_ANNOTATE_...',
    'An option for every call. What is typed comes first, then the environment, then the configuration file.',
  ],
  ['NO_COLOR, FORCE_COLOR', 'No colours, or colours where there is no terminal.'],
] as const;
