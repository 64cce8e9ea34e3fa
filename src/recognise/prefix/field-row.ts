import { stampPiece } from '../time/stamp.ts';
import { source, targetName } from './pieces.ts';
import { anyLevel, capitalLevel } from './prefix.ts';
import type { Span, Spans } from './prefix-builder.ts';

const named = /\(\?<(\w+)>/g;

/**
 * A pattern whose named groups are fields of a line, and which tells where they stand. Names are kept beside the expression,
 * since V8 takes three times as long for places of named groups as for numbered ones. All of its capturing groups have names.
 */
export class FieldPattern {
  readonly #names: readonly string[];
  readonly #places: RegExp;

  /** @param pattern matches at one place (sticky) */
  constructor(pattern: RegExp) {
    this.#names = [...pattern.source.matchAll(named)].map(([, name]) => name!);
    this.#places = new RegExp(pattern.source.replaceAll(named, '('), 'dy');
  }

  /** Where the fields stand of what matches at an offset, and where it ends; undefined where nothing does. */
  match(text: string, at: number): { readonly spans: Spans; readonly end: number } | undefined {
    this.#places.lastIndex = at;
    const indices = this.#places.exec(text)?.indices;
    if (indices === undefined) return undefined;
    const spans: Record<string, Span> = {};
    for (let index = 0; index < this.#names.length; index++) {
      const span = indices[index + 1];
      if (span !== undefined) spans[this.#names[index]!] = span;
    }
    return { spans, end: this.#places.lastIndex };
  }
}

/** An expression that matches at one place (sticky) what any of the patterns does, without groups. */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source.replaceAll(named, '(?:')})`).join('|'), 'y');
}

/** Where fields stand in a text, by their names. */
type FieldSpans = Readonly<Record<string, readonly [start: number, end: number]>>;

/** A header that is a row of fields in whatever order. */
interface FieldRow {
  readonly spans: FieldSpans;
  /** Where the message begins. */
  readonly end: number;
}

/** One field that may stand in a row. */
interface Field {
  readonly pattern: FieldPattern;
  /** Whether it may stand there, given what was read before it. */
  readonly fits: (row: RowState) => boolean;
}

interface RowState {
  readonly spans: Record<string, readonly [number, number]>;
  /** Whether a bracket is open before the field. */
  isBracketed: boolean;
  /** Whether a wrapper's stamp stands directly before the row. */
  readonly isStamped: boolean;
}

const hasStamp = ({ spans, isStamped }: RowState): boolean =>
  isStamped || spans.stamp !== undefined || spans.clock !== undefined;
const hasAny = (row: RowState): boolean => hasStamp(row) || row.spans.level !== undefined;
const lacks =
  (...names: readonly string[]) =>
  ({ spans }: RowState): boolean =>
    names.every((name) => spans[name] === undefined);
const and =
  (...rules: readonly ((row: RowState) => boolean)[]) =>
  (row: RowState): boolean =>
    rules.every((rule) => rule(row));
const isBracketed = (row: RowState): boolean => row.isBracketed;
const isBare = (row: RowState): boolean => !row.isBracketed;

const isFirst = ({ spans }: RowState): boolean => Object.keys(spans).length === 0;

/** A logger's name that no word of a message looks like. */
const dotted = String.raw`(?<logger>[A-Za-z_]\w{0,80}(?:(?:\.|::)\w{1,100}){1,10})`;
const capitals = `(?:${capitalLevel})(?![\\w-])`;

/** The fields, each before those that match a part of it. */
const fields: readonly Field[] = [
  field(
    `(?<stamp>${stampPiece('glog', 'iso', 'bracketed', 'weekday', 'month-name', 'day-month', 'short-year', 'month-day')})(?![\\w.])`,
    lacks('stamp', 'clock'),
  ),
  field(
    String.raw`(?<clock>\d\d:\d\d:\d\d(?:[.,]\d+)?|\d\d?:(?:\d\d(?::\d\d)?(?:AM|PM)|a7))(?![\w.:])`,
    lacks('stamp', 'clock'),
  ),
  field(`(?<level>${capitals})`, lacks('level')),
  field(`(?<level>${anyLevel})(?=\\s*\\])`, and(lacks('level'), isBracketed)),
  field(`(?<level>${anyLevel})(?=[\\t :|)])`, and(lacks('level'), hasStamp)),
  field(String.raw`(?<level>[DIWEFVC])(?=\])`, and(lacks('level'), isBracketed, hasStamp)),
  field(String.raw`(?<level>[DIWEFVC])(?=[ \t]+(?:\||\[|\/))`, and(lacks('level'), isBare, hasStamp)),
  field(`${source}(?![\\w.])`, and(lacks('file'), hasAny)),
  field(
    String.raw`(?:ThreadId|tid|TID|thread|Thread)[-=: (]{0,2}(?<tid>\d+)\)?(?=[\] \t:|)])`,
    and(lacks('tid'), hasAny),
  ),
  field(
    String.raw`(?<thread>(?:Main|Dummy)?(?:Thread|Process)(?:-\d+)?(?: \([\w.]{1,80}\))?|0x[0-9a-f]+)(?=[\] \t:|)])`,
    and(lacks('thread'), hasAny),
  ),
  field(String.raw`(?:pid|PID|process)[-=: ]?(?<pid>\d+)(?=[\] \t:|)])`, and(lacks('pid'), hasAny)),
  field(String.raw`(?<pid>\d+)(?:[:/](?<tid>\d+))?(?=\])`, and(lacks('pid'), isBracketed, hasAny)),
  field(
    `(?<pid>\\d+)(?:[:/ ](?<tid>\\d+))?(?=[ \\t:|-]{1,4}\\[?(?:${capitals}|${source.replace(/\(\?<\w+>/g, '(?:')}))`,
    and(lacks('pid'), isBare, hasStamp),
  ),
  field(String.raw`(?<pid>\d+)\s+(?<tid>\d+)(?=\s[DIWEFV]\s)`, and(lacks('pid'), isBare, hasStamp)),
  field(String.raw`(?<pid>\d+)(?= --- )`, and(lacks('pid'), isBare, hasAny)),
  // A name in a bracket: a word with a capital in front may as well begin the message ("[Handshake] Failed").
  field(
    String.raw`(?<logger>[\w<-]{1,80}(?:[.:]{1,2}[\w.:<>-]{1,200}|_[\w.:]{1,200})|[a-z][\w-]{0,80})(?=\s*\])`,
    and(lacks('logger'), isBracketed, hasAny),
  ),
  field(`${targetName}(?=: | ?[|] )`, and(lacks('logger'), isBare, hasAny)),
  field(`${dotted}(?=[:\\s]|$)`, and(lacks('logger'), isBare, hasAny)),
  field(`${dotted}(?=(?: - |:| \\[?| \\| )${capitals})`, and(lacks('logger'), isBare, isFirst)),
  // A bare word counts where the level is still to come: `TIME - NAME - LEVEL - MESSAGE`.
  field(String.raw`(?<logger>[A-Za-z_][\w-]{0,80})(?= - )`, and(lacks('logger', 'level'), isBare, hasAny)),
];

const opening = /[ \t]*[[(<{]?[ \t]*/y;
const closing = /[ \t]*[\])>}]/y;
const separator = /(?::(?!:)| ?\|| -{1,3}(?=[ \t])|,| >(?=[ \t])|=>)?[ \t]*/y;

/**
 * Reads a header that holds a stamp or a level, and beside them a source, a logger, a process or a thread, in whatever order
 * and between whatever brackets and separators, as programs make it up that let their users choose a format.
 *
 * @param isStamped whether a stamp stands directly before it
 * @returns undefined where neither a stamp nor a level stands in front
 */
export function readFieldRow(text: string, start: number, isStamped: boolean): FieldRow | undefined {
  const row: RowState = { spans: {}, isBracketed: false, isStamped };
  let end = start;
  let depth = 0;
  for (let count = 0; count < mostFields; count++) {
    const found = readField(text, end, row, depth);
    if (found === undefined) break;
    depth = found.depth;
    end = found.end;
  }
  if (row.spans.stamp === undefined && row.spans.level === undefined) return undefined;
  return { spans: row.spans, end };
}

const mostFields = 10;

function readField(
  text: string,
  at: number,
  row: RowState,
  depthBefore: number,
): { end: number; depth: number } | undefined {
  opening.lastIndex = at;
  const open = opening.exec(text)![0];
  const isOpened = /[[(<{]/.test(open);
  const start = at + open.length;
  let depth = depthBefore + (isOpened ? 1 : 0);
  row.isBracketed = depth > 0;
  for (const { pattern, fits } of fields) {
    if (!fits(row)) continue;
    const found = pattern.match(text, start);
    if (found === undefined) continue;
    let { end } = found;
    closing.lastIndex = end;
    if (depth > 0 && closing.test(text)) {
      end = closing.lastIndex;
      depth--;
    } else if (isOpened && !mayStayOpen(text, end)) continue;
    Object.assign(row.spans, found.spans);
    separator.lastIndex = end;
    separator.test(text);
    return { end: separator.lastIndex, depth };
  }
  return undefined;
}

/** Whether a bracket may hold more fields than the one that ends there: `[2026-11-29T07:36:17Z ERROR x]`. */
function mayStayOpen(text: string, end: number): boolean {
  return text[end] === ' ' && text.indexOf(']', end) !== -1;
}

function field(source: string, fits: (row: RowState) => boolean): Field {
  return { pattern: new FieldPattern(new RegExp(source, 'y')), fits };
}
