import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const printable = /[\x20-\x7e]{4,}/g;
const name =
  /(?:MC|MOONCAKE|WITH)_[A-Z0-9]+(?:_[A-Z0-9]+)*|\/[a-z][a-z0-9_]*(?:\/[a-z0-9_]+)*|master_[a-z]+(?:_[a-z]+)*/;
const whole = new RegExp(`^(?:${name.source})$`);
const flagName = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/**
 * Reads the names that a wheel's programs and libraries hold as strings, for a release whose source has no tag. Short
 * strings can be missing there, since compilers make numbers of them: what is not found says nothing.
 *
 * @param folder the wheel's package, unpacked or installed
 * @param texts what advice says to look for in logs
 */
export function readWheel(folder: string, texts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true }) as string[]) {
    if (!/(?:\.so|\.py|^mooncake_\w+)$/.test(file)) continue;
    const content = readFileSync(join(folder, file)).toString('latin1');
    for (const [string] of content.matchAll(printable)) {
      if (whole.test(string)) names.add(string);
      if (flagName.test(string)) names.add(`--${string}`);
      for (const quoted of string.matchAll(/["']([\w/]+)["']/g))
        if (whole.test(quoted[1]!)) names.add(quoted[1]!);
    }
    for (const text of texts) if (content.includes(text)) names.add(text);
  }
  return names;
}

/** What one release names. */
export interface ReleaseNames {
  readonly names: ReadonlySet<string>;
  /** Defaults of the master's flags. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The source lines that print start lines: `master.cpp:1522`. */
  readonly marks: readonly string[];
}

const roots = [
  'mooncake-store',
  'mooncake-transfer-engine',
  'mooncake-integration',
  'mooncake-common',
  'mooncake-wheel',
];
const left = /(^|\/)(thirdparty|third_party|tests?|benchmarks?|examples?|docs|build)(\/|$)/;
const sources = /\.(h|hpp|cpp|cc|cu|cuh|py|go)$/;

const patterns: readonly RegExp[] = [
  /["']((?:MC|MOONCAKE|WITH)_[A-Z0-9]+(?:_[A-Z0-9]+)*)["']/g,
  /["'](\/[a-z][a-z0-9_]*(?:\/[a-z0-9_]+)*)["']/g,
  /["'](master_[a-z]+(?:_[a-z]+)*)["']/g,
];
const flag = /\bDEFINE_(?:bool|int32|uint32|int64|uint64|double|string)\(\s*(\w+),\s*([^,]+?),\s*["\w]/g;
const constant = /\b(?:constexpr|const)\s[^;={}()]*?\b([A-Za-z_]\w*)(?:\[\])?\s*=\s*([^;{}]+);/g;

/** Start lines whose source line tells the release: file and text. */
const starts: readonly (readonly [file: string, text: string])[] = [
  ['master.cpp', 'Master service started on port '],
  ['transfer_engine_impl.cpp', 'Transfer Engine RPC using '],
];

/**
 * Reads a checkout of Mooncake: its flags, variables, pages and metrics, and which of the given texts its strings hold.
 *
 * @param texts what advice says to look for in logs
 */
export function readNames(root: string, texts: readonly string[]): ReleaseNames {
  const names = new Set<string>();
  const defaults = new Map<string, string>();
  const constants = new Map<string, string>();
  const flags: [string, string][] = [];
  const marks: string[] = [];
  for (const path of filesOf(root)) {
    const source = readFileSync(join(root, path), 'utf8');
    for (const pattern of patterns) for (const match of source.matchAll(pattern)) names.add(match[1]!);
    for (const match of source.matchAll(constant)) constants.set(match[1]!, match[2]!.trim());
    for (const match of source.matchAll(flag)) {
      names.add(`--${match[1]}`);
      if (path.endsWith('/master.cpp')) flags.push([`--${match[1]}`, match[2]!]);
    }
    const strings = joinedStrings(source);
    for (const text of texts) if (strings.includes(text)) names.add(text);
    for (const [file, text] of starts)
      if (path.endsWith(`/${file}`)) marks.push(...linesOf(source, text).map((line) => `${file}:${line}`));
  }
  for (const [name, expression] of flags) {
    const value = numberOrWord(expression, constants);
    if (value !== undefined) defaults.set(name, value);
  }
  return { names, defaults, marks: [...new Set(marks)] };
}

function filesOf(root: string): string[] {
  return roots.flatMap((top) => {
    try {
      return (readdirSync(join(root, top), { recursive: true }) as string[])
        .map((path) => `${top}/${path}`)
        .filter((path) => sources.test(path) && !left.test(path));
    } catch {
      return []; // not every release has every folder
    }
  });
}

/** All string literals, those that follow each other (also over `<<` and values) put together. */
function joinedStrings(source: string): string {
  return source.replaceAll(/"\s*\n?\s*"/g, '');
}

/** glog prints the line on which a statement begins. */
function linesOf(source: string, text: string): number[] {
  const at = source.indexOf(`"${text}`);
  if (at === -1) return [];
  const statement = source.lastIndexOf('LOG(', at);
  return statement === -1 ? [] : [source.slice(0, statement).split('\n').length];
}

/** What a default comes to: a number, a word, or a product of numbers. */
function numberOrWord(expression: string, constants: ReadonlyMap<string, string>): string | undefined {
  const plain = expression.replace(/^\w+::/, '').trim();
  const text = /^"(.*)"$/.exec(plain)?.[1];
  if (text !== undefined) return text;
  if (/^(?:true|false|-?[\d.]+)$/.test(plain)) return plain;
  const value = constants.get(plain);
  if (value !== undefined && value !== expression) return numberOrWord(value, constants);
  const factors = plain.split('*').map((factor) => factor.trim().replace(/(?:u|l|ul|ull|f)$/i, ''));
  if (factors.length > 1 && factors.every((factor) => /^\d+$/.test(factor)))
    return String(factors.reduce((product, factor) => product * Number(factor), 1));
  return undefined;
}
