import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codes } from '../../../src/catalogue/codes/index.ts';
import { MessageTable } from '../../../src/catalogue/messages/message-table.ts';
import { type Decision, Decisions } from '../../../src/dev/sync-catalogue/decisions.ts';
import { linesByVersion, type RecordFile } from '../../../src/dev/sync-catalogue/record.ts';
import { renderPattern } from '../../../src/dev/sync-catalogue/render.ts';

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8')) as T;
}

const record = read<RecordFile>('dev/sync-catalogue/statements.json');
const decisions = new Decisions(read<Decision[]>('catalogue/message-decisions.json'));
const messages = new MessageTable(read('catalogue/messages.json'));
const names = new Set(codes.map((code) => code.name));

const statements = record.texts.flatMap((text) =>
  linesByVersion(text, record.versions).flatMap(([, lines]) => lines.map((line) => ({ ...text, line }))),
);
const outcomesAt = new Map<string, Set<string>>();
for (const { file, pattern, severity, line, outcome } of statements) {
  const place = `${file}:${line} ${severity} ${pattern}`;
  outcomesAt.set(place, (outcomesAt.get(place) ?? new Set()).add(outcome));
}

test('every statement of every release that leads to one code is found with that code', () => {
  const lost = statements.flatMap(({ file, pattern, severity, line, outcome }) => {
    const place = `${file}:${line} ${severity} ${pattern}`;
    const decision = decisions.for(file, pattern, severity);
    // Two releases print the text from one line and differ in what follows, or somebody read the source and decided.
    const isOpen = outcomesAt.get(place)!.size > 1 || decision?.none === true || decision?.code !== undefined;
    if (!names.has(outcome) || isOpen) return [];
    return [0, 1, 2].flatMap((seed) => {
      const text = Buffer.from(renderPattern(pattern, seed)).toString('latin1');
      return messages.match(text, { file, severity, line })?.code === outcome ? [] : [`${outcome}: ${place}`];
    });
  });
  expect([...new Set(lost)]).toEqual([]);
});

test('no statement after which nothing follows gets a code that nobody decided', () => {
  const wrong = statements.flatMap(({ file, pattern, severity, line, outcome }) => {
    const decision = decisions.for(file, pattern, severity);
    if (outcome !== '-' || decision?.code !== undefined) return [];
    const text = Buffer.from(renderPattern(pattern, 0)).toString('latin1');
    const found = messages.match(text, { file, severity, line })?.code;
    return found === undefined ? [] : [`${found}: ${file}:${line} ${severity} ${pattern}`];
  });
  expect([...new Set(wrong)]).toEqual([]);
});
