import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../catalogue/codes/index.ts';
import type { MessagesByFile } from '../../catalogue/message.ts';
import { type Decision, Decisions } from './decisions.ts';
import { makeMessages } from './make-messages.ts';
import { type Reading, readStatements } from './parse/statements.ts';
import { messagesText, oneALine, recordText } from './parse/written.ts';
import { emptyRecord, type RecordedVersion, type RecordFile, StatementRecord } from './record.ts';
import { report } from './report.ts';

/** The files that a sync reads and writes, all in one folder. */
export const files = {
  messages: 'messages.json',
  sourceFiles: 'source-files.json',
  decisions: 'message-decisions.json',
  record: '../dev/sync-catalogue/statements.json',
} as const;

/** A checkout of Mooncake in the folder `root`, and which version it is. */
export interface Checkout {
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
export function namesOfToday({ all }: Pick<Reading['codes'], 'all'>): (name: string) => string {
  const known = new Set(codes.map((c) => c.name));
  const renamed = new Map(
    all.flatMap((old) => {
      const twin = codes.find((c) => c.component === old.component && c.value === old.value);
      return known.has(old.name) || twin === undefined ? [] : [[old.name, twin.name] as const];
    }),
  );
  return (name) => renamed.get(name) ?? name;
}
