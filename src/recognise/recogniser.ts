import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code, Component } from '../catalogue/code.ts';
import type { Message } from '../catalogue/message.ts';
import { MessageTable } from '../catalogue/messages/message-table.ts';
import { listsBytes } from '../lines/shape/byte-list.ts';
import type { ShapeRules } from '../lines/shape/rules.ts';
import { endInLine, shapeTextOf, startInLine, withStampDigits } from '../lines/shape/shape-text.ts';
import { annotationsAt, type JsonLine, withoutCodes } from './annotated.ts';
import { callerOf, OwnFormReader } from './custom/custom-forms.ts';
import { findSuccess } from './evidence/component-words.ts';
import { inKey, isInField, keyFields } from './evidence/key-fields.ts';
import { findLowerCaseNames, findNames, unknownErrorName, unknownErrorText } from './evidence/names.ts';
import { NumberReader } from './evidence/numbers.ts';
import { findStatuses } from './evidence/status-names.ts';
import type { Finding } from './finding.ts';
import { Ambiguities, FindingList } from './finding-list.ts';
import { type LineOfShape, prefixOfLine } from './line-prefix.ts';
import { Reporters } from './log-origin.ts';
import { isSevere, type Prefix } from './prefix/prefix.ts';
import { type Reading, readLine } from './prefix/read-line.ts';
import { relayedPrefix } from './relayed.ts';
import { shapeRulesOf } from './shape-rules.ts';

/** What a `Recogniser` looks for. */
export interface RecogniserOptions {
  /** Whether a message may imply a code (default true). */
  readonly implied?: boolean;
  /** Whether success (0, OK) is a finding (default false). */
  readonly normal?: boolean;
  /** Settles a number that components share in favour of this one. */
  readonly component?: Component;
}

/** One line, understood. Offsets are into the line as given. */
interface Recognised {
  readonly prefix: Prefix;
  readonly findings: readonly Finding[];
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** What is known of a line that is one JSON object. */
  readonly json: JsonLine | undefined;
}

const noFindings: readonly Finding[] = [];
/** What is left of a glog header that begins with its source file. */
const lostFront = /^[a-z][a-z0-9_.]+:\d+\] ?$/;

/**
 * Finds the codes that a line reports. One recogniser serves any number of lines and keeps nothing from one to the next.
 */
export class Recogniser {
  /** What shapes of lines must keep, so that it finds the same in a line and in its shape's text. */
  readonly shapeRules: ShapeRules;
  readonly #catalogue: Catalogue;
  readonly #messages: MessageTable;
  readonly #custom: OwnFormReader | undefined;
  readonly #implied: boolean;
  readonly #normal: boolean;
  readonly #numbers: NumberReader;
  readonly #logOrigins: Reporters;
  readonly #ambiguities = new Ambiguities();

  constructor(catalogue: Catalogue, { implied = true, normal = false, component }: RecogniserOptions = {}) {
    const rules = shapeRulesOf(catalogue);
    this.shapeRules = rules;
    this.#catalogue = catalogue;
    // Messages are looked for in texts of shapes, so they are shaped too.
    this.#messages = new MessageTable(
      catalogue.parts.messages,
      (pattern) => shapeTextOf(pattern, rules).text,
    );
    this.#logOrigins = new Reporters(catalogue);
    this.#implied = implied;
    this.#normal = normal;
    this.#custom =
      catalogue.own.length === 0 && catalogue.parts.silences === undefined
        ? undefined
        : new OwnFormReader(catalogue, normal, component, rules.decimal);
    this.#numbers = new NumberReader(catalogue.mooncake, component);
  }

  /**
   * Recognises one line, given without its line end and decoded as latin1, so that an offset counts bytes. What it finds depends
   * on the line's shape alone (see src/lines/shape/shape-text.ts). Takes time linear in the line's length, whatever the line holds.
   */
  recognise(line: string): Recognised {
    if (listsBytes(line)) return this.recogniseShape(line);
    const shape = shapeTextOf(line, this.shapeRules);
    const text = withStampDigits(shape);
    const recognised = this.recogniseShape(text);
    if (text === line) return recognised;
    const { prefix, findings, annotatedAt, json } = recognised;
    const places: LineOfShape = {
      startOf: (offset) => startInLine(shape, offset),
      endOf: (offset) => endInLine(shape, offset),
      slice: (from, to) => line.slice(from, to),
    };
    return {
      prefix: prefixOfLine(prefix, places),
      findings: findings.map((finding) => ({
        ...finding,
        start: places.startOf(finding.start),
        end: places.endOf(finding.end),
      })),
      annotatedAt: annotatedAt === -1 ? -1 : places.startOf(annotatedAt),
      json: json && { ...json, end: places.startOf(json.end) },
    };
  }

  /** How a fixed text stands in the texts of shapes. */
  shapeTextOf(text: string): string {
    return shapeTextOf(text, this.shapeRules).text;
  }

  /** Recognises what all lines of a shape report, from the shape's text; offsets are into that text. */
  recogniseShape(line: string): Recognised {
    const annotatedAt = annotationsAt(line);
    const { text, json } = withoutCodes(annotatedAt === -1 ? line : line.slice(0, annotatedAt));
    const readings = readLine(text);
    const [{ prefix, body, searched, start }] = readings;
    const { severity } = this.#asPrinted(searched, messageAt(prefix, start, body.text.length));
    return {
      prefix: severity === prefix.severity ? prefix : { ...prefix, severity },
      findings: this.#withFields(this.#findingsIn(readings), text, prefix),
      annotatedAt,
      json: annotatedAt === -1 ? json : undefined,
    };
  }

  /** Findings, and those of fields that an operator's catalogue names, wherever the message stands. */
  #withFields(found: readonly Finding[], text: string, prefix: Prefix): readonly Finding[] {
    const hits = this.#custom?.fields(text, prefix) ?? [];
    if (hits.length === 0) return found;
    const list = new FindingList(this.#ambiguities);
    for (const hit of hits) list.own(hit);
    const isKnown = (finding: Finding): boolean =>
      found.some((other) =>
        finding.code === undefined ? other.name === finding.name : other.code === finding.code,
      );
    return [...found, ...list.list.filter((finding) => !isKnown(finding))];
  }

  /** The findings of a line's records; a code that several of them report counts once. */
  #findingsIn(readings: readonly Reading[]): readonly Finding[] {
    if (readings.length === 1) return this.#findingsOf(readings[0]!);
    const found = readings.flatMap((reading) => this.#findingsOf(reading));
    const keyOf = ({ component, name, value }: Finding): string => `${component} ${name} ${value}`;
    return found.filter(
      (finding, index) => found.findIndex((other) => keyOf(other) === keyOf(finding)) === index,
    );
  }

  #findingsOf({ prefix, body, start, end, searched, searchedEnd }: Reading): readonly Finding[] {
    const within = this.#asPrinted(searched, messageAt(prefix, start, searchedEnd));
    const found = this.#findings(searched, within, end);
    if (body.isOriginal) return found;
    return found.map((finding) => ({
      ...finding,
      start: body.original(finding.start),
      end: body.originalEnd(finding.end),
    }));
  }

  /** @param messageEnd where the message ends; what else reports codes stands behind it */
  #findings(line: string, prefix: Prefix, messageEnd: number): readonly Finding[] {
    const catalogue = this.#catalogue.mooncake;
    const { message: from, messageEnd: to } = prefix;
    const logOrigin = this.#logOrigins.of(prefix);
    if (logOrigin.tracesRequests && /^[\w:]+ request: /.test(line.slice(from, from + 100))) return noFindings;
    if (this.#custom?.isSilent(line, prefix) === true) return noFindings;
    const isMooncake = logOrigin.kind === 'mooncake';
    const message = this.#message(line, prefix, messageEnd);
    const keys = isMooncake ? keyFields(line, from, to) : [];
    const custom = (this.#custom?.read(line, prefix) ?? []).filter((hit) => !inKey(line, hit.start, keys));
    // What an operator's catalogue claims, Mooncake's own forms do not.
    const isFree = (start: number): boolean => !inKey(line, start, keys) && !isInField(start, custom);
    const found = new FindingList(this.#ambiguities);
    for (const hit of custom) found.own(hit);
    const customCount = found.list.length;

    for (const { code, start, end } of findNames(line, from, to, isMooncake, catalogue))
      if (isFree(start)) named(found, code, start, end);
    if (logOrigin.printsStore) {
      // A word of a text's own is no report where the table says that another code follows (segment_not_found base=...).
      for (const { code, start, end } of findLowerCaseNames(line, from, to, isSevere(prefix), catalogue))
        if (message?.code === undefined || message.code === code!.name) found.code(code!, 'name', start, end);
    }
    for (const { code, name, start, end } of findStatuses(line, prefix, logOrigin, catalogue)) {
      if (code !== undefined) found.code(code, 'status', start, end);
      else found.uncatalogued('TransferEngine', name, undefined, unknownStatusText, 'status', start, end);
    }
    for (const hit of this.#numbers.read(line, prefix, logOrigin)) if (isFree(hit.start)) found.number(hit);
    if (this.#normal) {
      for (const { code, evidence, start, end } of findSuccess(line, from, to, logOrigin, catalogue))
        found.code(code, evidence, start, end);
    }
    if (found.list.length === customCount && this.#implied && message !== undefined)
      found.message(message, from, messageEnd, this.#catalogue);
    return found.list;
  }

  #message(line: string, prefix: Prefix, messageEnd: number): Message | undefined {
    const { severity } = prefix;
    if (severity !== 'W' && severity !== 'E' && severity !== 'F') return undefined;
    const source = this.#isOwn(prefix) ? prefix.file : callerOf(prefix, this.#catalogue);
    if (source === undefined) return undefined;
    const message = line.slice(prefix.message, messageEnd);
    const place = { file: source, severity, line: prefix.fileLine };
    const whole = this.#messages.match(message, place);
    const feed = message.indexOf('\n');
    if (whole !== undefined || feed === -1) return whole;
    // Behind the message stands a traceback, or it is wrapped.
    return (
      this.#messages.match(message.slice(0, feed).trimEnd(), place) ??
      this.#messages.match(message.replaceAll(/\s*\n\s*/g, ' '), place)
    );
  }

  /** Whether a source file of Mooncake's printed it: under glog's header, or where a collector made fields of that. */
  #isOwn(prefix: Prefix): boolean {
    if (prefix.shape !== 'record') return isSevere(prefix) || prefix.shape === 'tail';
    return prefix.file !== undefined && (this.#catalogue.componentsOf(prefix.file)?.length ?? 0) > 0;
  }

  /** The prefix that a message had where it was printed: before a parent relayed it, or its front was cut off. */
  #asPrinted(line: string, prefix: Prefix): Prefix {
    if (prefix.shape !== 'tail') return relayedPrefix(line, prefix);
    const { file, fileLine, message: from, messageEnd: to, isRecord } = prefix;
    // The prefilter finds these lines by what they begin with.
    if (file === undefined || isRecord === true || !lostFront.test(line.slice(0, from))) return prefix;
    const printed = this.#messages.match(line.slice(from, to), { file, severity: undefined, line: fileLine });
    return printed === undefined ? prefix : { ...prefix, severity: printed.severity };
  }
}

/** The same prefix where its message stands somewhere else, as in a text that a record holds. */
function messageAt(prefix: Prefix, message: number, messageEnd: number): Prefix {
  if (prefix.message === message && prefix.messageEnd === messageEnd) return prefix;
  return { ...prefix, message, messageEnd };
}

/** Takes in a name; `UNKNOWN_ERROR` is the name of no code. */
function named(found: FindingList, code: Code | undefined, start: number, end: number): void {
  if (code !== undefined) found.code(code, 'name', start, end);
  else found.uncatalogued('Store', unknownErrorName, undefined, unknownErrorText, 'name', start, end);
}

const unknownStatusText = 'Mooncake printed a status that its own name table lacks';
