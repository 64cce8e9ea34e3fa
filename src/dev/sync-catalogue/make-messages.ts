import { codes } from '../../catalogue/codes/index.ts';
import type { Message, MessagesByFile } from '../../catalogue/message.ts';
import { MessageTable } from '../../catalogue/message-table.ts';
import type { Decisions } from './decisions.ts';
import type { RecordedText, RecordFile } from './record.ts';
import { renderPattern } from './render.ts';

/** What one text of one file implies over all releases read. */
type Implied = Pick<Message, 'code' | 'oneOf'>;

/**
 * Makes the table of messages from the record and the decisions: texts that imply a code or a group, and those that
 * keep another pattern from matching their lines.
 */
export function makeMessages(record: RecordFile, decisions: Decisions): MessagesByFile {
  const texts = new Map<string, RecordedText[]>();
  for (const t of record.texts) {
    const key = JSON.stringify([t.file, t.pattern, t.severity]);
    texts.set(key, [...(texts.get(key) ?? []), t]);
  }
  const byFile = new Map<string, Message[]>();
  for (const list of texts.values()) {
    const [first] = list;
    if (first === undefined) continue;
    const { file, pattern, severity } = first;
    const decision = decisions.for(file, pattern, severity);
    const last = list.at(-1);
    const message: Message = {
      pattern,
      severity,
      ...implied(list, decision),
      since: first.since,
      ...(last?.until === undefined ? {} : { until: last.until }),
      ...(decision?.note === undefined ? {} : { note: decision.note }),
      ...(decision?.check === undefined ? {} : { check: decision.check }),
    };
    byFile.set(file, [...(byFile.get(file) ?? []), message]);
  }
  const made = [...byFile].map(([file, messages]) => [file, withoutIdle(file, messages)] as const);
  return Object.fromEntries(made.filter(([, m]) => m.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function implied(
  texts: readonly RecordedText[],
  decision: { code?: string; oneOf?: readonly string[]; none?: boolean } | undefined,
): Implied {
  if (decision?.none === true) return {};
  if (decision?.code !== undefined) return { code: decision.code };
  if (decision?.oneOf !== undefined) return { oneOf: decision.oneOf };
  const outcomes = new Set(texts.flatMap((t) => t.outcome.split('|')));
  if (outcomes.has('-')) return {};
  return ofCodes([...new Set([...outcomes].flatMap((o) => o.split('/')))].sort());
}

function ofCodes(names: readonly string[]): Implied {
  const [first] = names;
  const groups = new Set(names.map(groupOf));
  if (first === undefined || groups.has(undefined)) return {};
  if (names.length === 1) return { code: first };
  return groups.size === 1 ? { oneOf: names } : {};
}

const groups = new Map(codes.map((c) => [c.name, `${c.component}/${c.group}`]));

function groupOf(name: string): string | undefined {
  return groups.get(name);
}

// A text without a code stays only where a coded pattern of the file would take its lines.
function withoutIdle(file: string, messages: readonly Message[]): Message[] {
  const coded = messages.filter((m) => m.code !== undefined || m.oneOf !== undefined);
  const table = new MessageTable({ [file]: coded });
  return messages.filter(
    (m) =>
      coded.includes(m) ||
      m.note !== undefined ||
      m.check !== undefined ||
      [0, 1, 2].some(
        (seed) =>
          table.match(
            file,
            m.severity,
            Buffer.from(renderPattern(m.pattern, seed), 'utf8').toString('latin1'),
          ) !== undefined,
      ),
  );
}
