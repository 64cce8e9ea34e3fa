import type { MessagesByFile } from '../../../catalogue/message.ts';
import type { RecordFile } from '../record.ts';

/** The table of messages as `messages.json` has it: one entry a line, so that a change is one line of a diff. */
export function messagesText(messages: MessagesByFile): string {
  const files = Object.entries(messages).map(
    ([file, list]) => `${JSON.stringify(file)}: [\n${list.map((m) => JSON.stringify(m)).join(',\n')}\n]`,
  );
  return `{\n${files.join(',\n')}\n}\n`;
}

/** The record as `statements.json` has it: a version and a text a line. */
export function recordText({ versions, files, texts }: RecordFile): string {
  const rows = (list: readonly unknown[]): string => list.map((row) => JSON.stringify(row)).join(',\n');
  return `{"versions": [\n${rows(versions)}\n],\n"files": ${oneALine(files).trimEnd()},\n"texts": [\n${rows(texts)}\n]}\n`;
}

/** An object with one key a line. */
export function oneALine(object: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(object).map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`);
  return `{\n${rows.join(',\n')}\n}\n`;
}
