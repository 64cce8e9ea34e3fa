import { codes } from '../../catalogue/codes/index.ts';
import type { Message, MessagesByFile } from '../../catalogue/message.ts';
import { speaksForItself } from '../../catalogue/messages/compiled-message.ts';
import { MessageTable } from '../../catalogue/messages/message-table.ts';
import type { Decision, Decisions } from './decisions.ts';
import { linesByVersion, type RecordedText, type RecordFile } from './record.ts';
import { renderPattern } from './render.ts';

/** What one text of one file implies over all versions read. */
type Implied = Pick<Message, 'code' | 'oneOf' | 'outcomes' | 'lines'>;

/** A message, and the lines that print it. */
interface Made {
  readonly message: Message;
  readonly lines: ReadonlySet<number>;
}

/**
 * Makes the table of messages from the record and the decisions: texts that imply a code or a group, and those that
 * keep another pattern from matching their lines.
 */
export function makeMessages(record: RecordFile, decisions: Decisions): MessagesByFile {
  const byFile = new Map<string, Made[]>();
  for (const texts of byText(record.texts).values()) {
    const { file, pattern, severity } = texts[0]!;
    const decision = decisions.for(file, pattern, severity);
    const lines = new Set(
      texts.flatMap((text) => linesByVersion(text, record.versions).flatMap(([, of]) => of)),
    );
    const message: Message = {
      pattern,
      severity,
      ...implied(texts, decision, record),
      ...span(texts, record),
      ...stated({ code: undefined, oneOf: undefined, note: decision?.note, check: decision?.check }),
    };
    const values = decisions.valuesOf(file, pattern, severity).map((decided): Made => {
      // What is said of the text fits the value too, unless the value has a note of its own.
      const said = decided.note === undefined ? message : decided;
      const implies = stated({
        code: decided.code,
        oneOf: decided.oneOf,
        note: said.note,
        check: said.check,
      });
      return { message: { pattern: decided.pattern, severity, ...implies, ...span(texts, record) }, lines };
    });
    byFile.set(file, [...(byFile.get(file) ?? []), { message, lines }, ...values]);
  }
  const made = [...byFile].map(([file, all]) => [file, withoutIdle(file, all)] as const);
  return Object.fromEntries(made.filter(([, m]) => m.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byText(texts: readonly RecordedText[]): Map<string, RecordedText[]> {
  const found = new Map<string, RecordedText[]>();
  for (const text of texts) {
    const key = JSON.stringify([text.file, text.pattern, text.severity]);
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
}

function span(texts: readonly RecordedText[], { versions }: RecordFile): Pick<Message, 'since' | 'until'> {
  const place = (name: string): number => versions.findIndex((version) => version.name === name);
  const since = Math.min(...texts.map((text) => place(text.since)));
  const until = Math.max(
    ...texts.map((text) => (text.until === undefined ? versions.length - 1 : place(text.until))),
  );
  return {
    since: versions[since]!.name,
    ...(until === versions.length - 1 ? {} : { until: versions[until]!.name }),
  };
}

/** The parts that there are. */
function stated({
  code,
  oneOf,
  note,
  check,
}: {
  [Part in 'code' | 'oneOf' | 'note' | 'check']: Message[Part] | undefined;
}): Partial<Message> {
  return {
    ...(code === undefined ? {} : { code }),
    ...(oneOf === undefined ? {} : { oneOf }),
    ...(note === undefined ? {} : { note }),
    ...(check === undefined ? {} : { check }),
  };
}

function implied(
  texts: readonly RecordedText[],
  decision: Decision | undefined,
  record: RecordFile,
): Implied {
  if (decision?.none === true) return {};
  if (decision?.code !== undefined) return { code: decision.code };
  if (decision?.oneOf !== undefined) return { oneOf: decision.oneOf };
  const meaning = (outcome: string): string => {
    const found = outcome === '?' && decision?.undecided !== undefined ? decision.undecided : outcome;
    return found.includes('/') && decision?.otherwise !== undefined ? decision.otherwise : ofOutcome(found);
  };
  const outcomes = [...new Set(texts.map((text) => meaning(text.outcome)))];
  const coded = outcomes.filter((outcome) => outcome !== '');
  if (coded.length === 0) return {};
  const isShort = !speaksForItself(texts[0]!.pattern);
  const everywhere = decision?.otherwise === undefined ? ofAll(outcomes) : { code: decision.otherwise };
  if (outcomes.length === 1 && !isShort) return everywhere;
  return {
    ...(isShort ? {} : everywhere),
    outcomes,
    lines: writtenLines(texts, record, (text) => outcomes.indexOf(meaning(text.outcome))),
  };
}

/** What one outcome implies, its codes joined by `/`: one code, several of one group, or nothing. */
function ofOutcome(outcome: string): string {
  const names = outcome.split('/');
  const groups = new Set(names.map(groupOf));
  return groups.size > 1 || groups.has(undefined) ? '' : outcome;
}

/** What all outcomes together imply. */
function ofAll(outcomes: readonly string[]): Pick<Message, 'code' | 'oneOf'> {
  if (outcomes.includes('')) return {};
  const names = [...new Set(outcomes.flatMap((outcome) => outcome.split('/')))].sort();
  if (ofOutcome(names.join('/')) === '') return {};
  return names.length === 1 ? { code: names[0]! } : { oneOf: names };
}

/** The lines by version, each with its outcome's number, as `Message.lines` has them. */
function writtenLines(
  texts: readonly RecordedText[],
  { versions }: RecordFile,
  outcomeOf: (text: RecordedText) => number,
): string[] {
  const byVersion = new Map<string, Map<number, Set<number>>>();
  for (const text of texts)
    for (const [version, lines] of linesByVersion(text, versions)) {
      const of = byVersion.get(version) ?? new Map<number, Set<number>>();
      byVersion.set(version, of);
      const known = of.get(outcomeOf(text)) ?? new Set();
      of.set(outcomeOf(text), new Set([...known, ...lines]));
    }
  const written = versions.flatMap(({ name }) => {
    const of = byVersion.get(name);
    if (of === undefined) return [];
    const parts = [...of].sort(([a], [b]) => a - b);
    return [
      parts.map(([outcome, lines]) => `${outcome}:${[...lines].sort((a, b) => a - b).join()}`).join(' '),
    ];
  });
  return [...new Set(written)];
}

const groups = new Map(codes.map((c) => [c.name, `${c.component}/${c.group}`]));

function groupOf(name: string): string | undefined {
  return groups.get(name);
}

/**
 * A text without a code stays only where a coded pattern of the file would take its lines, or where one of its lines prints
 * a text that is known by its line alone.
 */
function withoutIdle(file: string, made: readonly Made[]): Message[] {
  const isCoded = ({ code, oneOf, outcomes }: Message): boolean =>
    code !== undefined || oneOf !== undefined || outcomes !== undefined;
  const coded = made.map(({ message }) => message).filter(isCoded);
  const table = new MessageTable({ [file]: coded });
  const shortLines = new Set(
    made
      .filter(({ message }) => isCoded(message) && !speaksForItself(message.pattern))
      .flatMap(({ lines }) => [...lines]),
  );
  const isTaken = ({ pattern, severity }: Message): boolean =>
    [0, 1, 2].some((seed) => {
      const text = Buffer.from(renderPattern(pattern, seed), 'utf8').toString('latin1');
      return table.match(text, { file, severity, line: 0 }) !== undefined;
    });
  return made
    .filter(
      ({ message, lines }) =>
        isCoded(message) ||
        message.note !== undefined ||
        message.check !== undefined ||
        (speaksForItself(message.pattern) &&
          (isTaken(message) || [...lines].some((line) => shortLines.has(line)))),
    )
    .map(({ message }) => message);
}
