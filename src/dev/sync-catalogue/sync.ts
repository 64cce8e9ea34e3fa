import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../catalogue/codes/index.ts';
import type { MessagesByFile } from '../../catalogue/message.ts';
import { type Decision, Decisions } from './decisions.ts';
import { makeMessages } from './make-messages.ts';
import { readStatements, type SourceReading } from './parse/statements.ts';
import { emptyRecord, type RecordedVersion, type RecordFile, StatementRecord } from './record.ts';
import { report } from './report.ts';

/** The table of messages as `messages.json` has it: one entry a line, so that a change is one line of a diff. */
function messagesText(messages: MessagesByFile): string {
  const files = Object.entries(messages).map(
    ([file, list]) => `${JSON.stringify(file)}: [\n${list.map((m) => JSON.stringify(m)).join(',\n')}\n]`,
  );
  return `{\n${files.join(',\n')}\n}\n`;
}

/** The record as `statements.json` has it: a version and a text a line. */
function recordText({ versions, files, texts }: RecordFile): string {
  const rows = (list: readonly unknown[]): string => list.map((row) => JSON.stringify(row)).join(',\n');
  return `{"versions": [\n${rows(versions)}\n],\n"files": ${oneALine(files).trimEnd()},\n"texts": [\n${rows(texts)}\n]}\n`;
}

/** An object with one key a line. */
function oneALine(object: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(object).map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`);
  return `{\n${rows.join(',\n')}\n}\n`;
}

/** The files that a sync reads and writes, all in one folder. */
const files = {
  messages: 'messages.json',
  sourceFiles: 'source-files.json',
  decisions: 'message-decisions.json',
  record: '../dev/sync-catalogue/statements.json',
} as const;

/** A checkout of Mooncake in the folder `root`, and which version it is. */
interface Checkout {
  readonly root: string;
  readonly version: RecordedVersion;
}

/**
 * Reads a checkout of Mooncake, takes it into the record under its version's name, makes the table of messages anew
 * and returns the report. `folder` is where the catalogue's data lie. Without a checkout it only makes the table
 * from the record and the decisions.
 */
export async function sync(folder: string, checkout?: Checkout): Promise<string> {
  const read = <T>(name: string, otherwise: T): T => {
    const path = join(folder, name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise;
  };
  const before = read<MessagesByFile>(files.messages, {});
  const decisions = new Decisions(read<Decision[]>(files.decisions, []));
  const old = read<RecordFile>(files.record, emptyRecord);
  const record = new StatementRecord(old);
  const reading = checkout === undefined ? undefined : await readStatements(checkout.root);
  if (checkout !== undefined && reading !== undefined) {
    if (reading.statements.length === 0)
      throw new Error(`${checkout.root} holds no log statement of Mooncake`);
    record.put(checkout.version, reading, namesOfToday(reading.codes));
  }
  const recorded = record.toFile();
  const now = makeMessages(recorded, decisions);
  writeFileSync(join(folder, files.record), recordText(recorded));
  writeFileSync(join(folder, files.messages), messagesText(now));
  writeFileSync(join(folder, files.sourceFiles), oneALine(recorded.files));
  if (checkout === undefined || reading === undefined)
    return `made from the record: ${Object.values(now).flat().length} messages\n`;
  return report({
    version: checkout.version.name,
    reading,
    catalogue: codes,
    versions: recorded.versions,
    messages: { before, now },
    texts: { before: old.texts, now: recorded.texts },
    unused: decisions.unused(),
  });
}

/**
 * Gives the name that a code has today: codes were renamed now and then, their numbers stayed (KEYS_ULTRA_BUCKET_LIMIT is
 * KEYS_EXCEED_BUCKET_LIMIT today).
 */
function namesOfToday({ all }: Pick<SourceReading['codes'], 'all'>): (name: string) => string {
  const known = new Set(codes.map((c) => c.name));
  const renamed = new Map(
    all.flatMap((old) => {
      const twin = codes.find((c) => c.component === old.component && c.value === old.value);
      return known.has(old.name) || twin === undefined ? [] : [[old.name, twin.name] as const];
    }),
  );
  return (name) => renamed.get(name) ?? name;
}
