import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code, Component } from '../catalogue/code.ts';
import type { Message } from '../catalogue/message.ts';
import { annotationsAt } from './annotated.ts';
import { anyWindows, windowBits } from './candidate.ts';
import { withoutEscapes } from './escapes.ts';
import type { Finding } from './finding.ts';
import { FindingKinds, findingAt } from './finding-kinds.ts';
import { Ambiguities, FindingList } from './finding-list.ts';
import { inKey, keyFields } from './key-fields.ts';
import type { Line } from './line.ts';
import type { SharedMemory } from './line-memory.ts';
import { LineReader, type Place } from './line-reader.ts';
import { CatalogueRules } from './line-rules.ts';
import { findNames, type NameHit, NameTable, unknownErrorName } from './names.ts';
import { type NumberHit, NumberReader } from './number-reader.ts';
import { callerOf, OwnFormReader, type OwnHit } from './own-forms.ts';
import { isSevere, type Prefix } from './prefix.ts';
import { PrefixReader } from './prefix-reader.ts';
import { Reporters } from './reporter.ts';
import { findSnakeNames } from './snake-names.ts';
import { findStatuses, type StatusHit } from './statuses.ts';
import { findSuccess } from './success.ts';
import type { WholeLines } from './whole-lines.ts';

/** What a `Recogniser` looks for. */
export interface RecogniserOptions {
  /** Whether a message may imply a code (default true). */
  readonly implied?: boolean;
  /** Whether success (0, OK) is a finding (default false). */
  readonly normal?: boolean;
  /** Settles a number that components share in favour of this one. */
  readonly component?: Component;
}

const escapes = windowBits('escape');
const nameWindows = windowBits('name');
const numberWindows = windowBits('number');
const keywordWindows = windowBits('lower-case name');
const snakeWindows = keywordWindows | windowBits('leading lower-case name');
const statusWindows = windowBits('status');

/** One line, understood. Offsets are into the line as given. */
export interface Recognised {
  readonly prefix: Prefix;
  readonly findings: readonly Finding[];
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
}

const noFindings: readonly Finding[] = [];
const noKeys: readonly Place[] = [];
const noNames: readonly NameHit[] = [];
const noNumbers: readonly NumberHit[] = [];
const noStatuses: readonly StatusHit[] = [];
const noOwn: readonly OwnHit[] = [];

/**
 * Finds the codes that a line reports. One recogniser serves any number of lines and keeps nothing from one to the next.
 */
export class Recogniser {
  readonly #catalogue: Catalogue;
  readonly #own: OwnFormReader | undefined;
  readonly #implied: boolean;
  readonly #normal: boolean;
  readonly #names: NameTable;
  readonly #numbers: NumberReader;
  readonly #lines: LineReader;
  /** What lines can report that are read as a whole. */
  readonly #kinds: FindingKinds;
  /** Whether lines may be read as a whole: nothing is asked for that is looked for only here. */
  readonly #readsWhole: boolean;
  /** Reads prefixes as the recogniser does, also where lines stand in a memory that it shares. */
  readonly prefixes: PrefixReader;
  readonly #reporters: Reporters;
  readonly #ambiguities = new Ambiguities();

  constructor(catalogue: Catalogue, options: RecogniserOptions = {}) {
    this.#catalogue = catalogue;
    this.#names = new NameTable(catalogue.mooncake);
    this.#reporters = new Reporters(catalogue);
    this.#kinds = new FindingKinds(this.#ambiguities);
    this.#lines = new LineReader(
      new CatalogueRules(catalogue, this.#names, this.#reporters, this.#kinds, options.implied ?? true),
    );
    this.prefixes = new PrefixReader(this.#lines);
    this.#implied = options.implied ?? true;
    this.#normal = options.normal ?? false;
    this.#own =
      catalogue.own.length === 0
        ? undefined
        : new OwnFormReader(catalogue, this.#lines, this.#normal, options.component);
    this.#numbers = new NumberReader(catalogue.mooncake, this.#lines, options.component);
    this.#readsWhole = this.#own === undefined && !this.#normal && catalogue.callers.size === 0;
  }

  /**
   * Lets lines that stand in a scanner's memory be recognised without a copy.
   *
   * @returns what reads them as a whole there; undefined when some findings would be missed so
   */
  share(scanner: SharedMemory): WholeLines | undefined {
    const whole = this.#lines.share(scanner);
    return this.#readsWhole ? whole : undefined;
  }

  /**
   * Recognises one line, given without its line end: as its bytes, or decoded as latin1, so that an offset counts bytes.
   * Takes time linear in the line's length, whatever the line holds.
   *
   * @param windows which windows of the candidate rule occur in it, where the scanner has told: what needs another one is
   * not looked for
   */
  recognise(given: Line | string, windows = anyWindows): Recognised {
    const line = this.#lines.within(given);
    if (this.#readsWhole && windows !== anyWindows) {
      const whole = this.#whole(line, windows);
      if (whole !== undefined) return whole;
    }
    const annotatedAt = this.#lines.hasSeparator(line) ? annotationsAt(line.text) : -1;
    const original = annotatedAt === -1 ? line : line.upTo(annotatedAt);
    const plain = (windows & escapes) === 0 ? undefined : withoutEscapes(original.text);
    if (plain === undefined) {
      const prefix = this.prefixes.read(original);
      return { prefix, findings: this.#findings(original, prefix, windows), annotatedAt };
    }
    const plainLine = this.#lines.within(plain.text);
    const prefix = this.prefixes.read(plainLine);
    // Without its escapes a line may hold other windows.
    const findings = this.#findings(plainLine, prefix, anyWindows).map((finding) => ({
      ...finding,
      start: plain.original(finding.start),
      end: plain.original(finding.end),
    }));
    const moved = {
      ...prefix,
      stamp: prefix.stamp === -1 ? -1 : plain.original(prefix.stamp),
      message: plain.original(prefix.message),
      messageEnd: plain.original(prefix.messageEnd),
    };
    return { prefix: moved, findings, annotatedAt };
  }

  /** What a line comes to that WebAssembly can read as a whole: the same as `#findings` says, in a fraction of the time. */
  #whole(line: Line, windows: number): Recognised | undefined {
    const count = this.#lines.readLine(line, windows);
    if (count < 0) return undefined;
    const prefix = this.#lines.readPrefix(line);
    if (count === 0) return { prefix, findings: noFindings, annotatedAt: -1 };
    const findings: Finding[] = [];
    this.#lines.takeHits(line, count, (kind, start, end) => {
      findings.push(findingAt(this.#kinds.at(kind), start, end));
    });
    return { prefix, findings, annotatedAt: -1 };
  }

  #findings(line: Line, prefix: Prefix, windows: number): readonly Finding[] {
    const catalogue = this.#catalogue.mooncake;
    const from = prefix.message;
    const to = prefix.messageEnd;
    const reporter = this.#reporters.of(prefix);
    if (reporter.tracesRequests && isRequestTrace(line, prefix)) return noFindings;
    const isMooncake = reporter.kind === 'mooncake';
    const names =
      (windows & nameWindows) === 0
        ? noNames
        : findNames(this.#lines, line, from, to, isMooncake, this.#names);
    const numbers =
      (windows & numberWindows) === 0 && !(reporter.printsTent && isSevere(prefix))
        ? noNumbers
        : this.#numbers.read(line, prefix, reporter);
    const keys = isMooncake ? this.#keys(line, prefix, names, numbers) : noKeys;
    const own =
      this.#own === undefined
        ? noOwn
        : this.#own.read(line, prefix).filter((hit) => !inKey(line, hit.start, keys));
    const found = new FindingList(this.#ambiguities);
    for (const hit of own) found.own(hit);
    const ownCount = found.list.length;

    for (const hit of names) {
      if (inKey(line, hit.start, keys) || isOwn(hit.start, own)) continue;
      named(found, hit.code, hit.start, hit.end);
    }
    if (reporter.printsStore && ((windows & snakeWindows) !== 0 || isSevere(prefix))) {
      const hasKeyword = (windows & keywordWindows) !== 0;
      for (const hit of findSnakeNames(line, from, to, isSevere(prefix), hasKeyword, catalogue))
        found.code(hit.code!, 'name', hit.start, hit.end);
    }
    const statuses =
      (windows & statusWindows) === 0 && !isSevere(prefix)
        ? noStatuses
        : findStatuses(this.#lines, line, prefix, reporter, catalogue);
    for (const hit of statuses) {
      if (hit.code !== undefined) found.code(hit.code, 'status', hit.start, hit.end);
      else
        found.uncatalogued(
          'TransferEngine',
          hit.name,
          undefined,
          unknownStatusText,
          'status',
          hit.start,
          hit.end,
        );
    }
    for (const hit of numbers) {
      if (!inKey(line, hit.start, keys) && !isOwn(hit.start, own)) found.number(hit);
    }
    if (this.#normal) {
      for (const hit of findSuccess(this.#lines, line, from, to, reporter, catalogue))
        found.code(hit.code, hit.evidence, hit.start, hit.end);
    }
    if (found.list.length === ownCount && this.#implied) {
      const message = this.#message(line, prefix);
      if (message !== undefined) found.message(message, from, to, this.#catalogue);
    }
    return found.list;
  }

  /** The keys on a line of Mooncake's, as far as something that was found may stand in one: on most lines nothing was. */
  #keys(
    line: Line,
    { message, messageEnd }: Prefix,
    names: readonly NameHit[],
    numbers: readonly NumberHit[],
  ): readonly Place[] {
    if (this.#own !== undefined) return keyFields(this.#lines, line, message, messageEnd, messageEnd);
    // Numbers of lists come before those that stand alone, wherever they stand.
    let last = names.at(-1)?.start ?? 0;
    for (const { start } of numbers) last = Math.max(last, start);
    return last === 0 ? noKeys : keyFields(this.#lines, line, message, messageEnd, last);
  }

  #message(line: Line, prefix: Prefix): Message | undefined {
    const { severity } = prefix;
    if (severity !== 'W' && severity !== 'E' && severity !== 'F') return undefined;
    const source = isSevere(prefix) ? prefix.file : callerOf(prefix, this.#catalogue);
    if (source === undefined) return undefined;
    let end = prefix.messageEnd;
    while (end > prefix.message && isBlank(line.bytes[line.start + end - 1]!)) end--;
    return this.#catalogue.messages.match(source, severity, line.text, prefix.message, end);
  }
}

/** Takes in a name; `UNKNOWN_ERROR` is the name of no code. */
function named(found: FindingList, code: Code | undefined, start: number, end: number): void {
  if (code !== undefined) found.code(code, 'name', start, end);
  else found.uncatalogued('Store', unknownErrorName, undefined, unknownErrorText, 'name', start, end);
}

/** What an operator's catalogue claims, Mooncake's own forms do not. */
function isOwn(at: number, own: readonly OwnHit[]): boolean {
  for (const hit of own) if (at >= hit.start && at < hit.end) return true;
  return false;
}

/** What `trimEnd` takes for blank in latin1. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

/** `scoped_vlog_timer.h:42] GetReplicaList request: key=...` shows what a caller asked for; only responses report. */
function isRequestTrace({ bytes, start, end }: Line, prefix: Prefix): boolean {
  const first = start + prefix.message;
  const last = Math.min(end, first + 100);
  let at = first;
  while (at < last && bytes[at] !== space) at++;
  return (
    at < last - 1 &&
    bytes[at + 1] === letterR &&
    /^[\w:]+ request: /.test(bytes.toString('latin1', first, last))
  );
}

const space = 32;
const letterR = 114;

const unknownErrorText =
  'Mooncake printed a code that its own name table lacks; the number is lost (at commit 3b5a59413 only REPLICA_NOT_IN_LOCAL_MEMORY, -713, is missing there)';
const unknownStatusText = 'Mooncake printed a status that its own name table lacks';
