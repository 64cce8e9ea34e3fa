import { readdirSync, readFileSync } from 'node:fs';
import type { LabelledLine } from './labelled-line.ts';

interface Expected {
  readonly line: number;
  readonly codes: readonly { readonly component: string; readonly name: string; readonly evidence: string }[];
  readonly unsure?: true;
}

const folder = new URL('../../fixtures/recorded/', import.meta.url);

/** The scenarios of `fixtures/recorded`, by name. */
export function scenarios(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** All lines that the processes of one scenario printed, with what is expected of each; lines are decoded as latin1. */
export function recordedLines(scenario: string): LabelledLine[] {
  const files = new URL(`${scenario}/`, folder);
  return readdirSync(files)
    .filter((name) => name.endsWith('.log'))
    .flatMap((log) => {
      const expected = new Map(
        readFileSync(new URL(log.replace(/\.log$/, '.expected.ndjson'), files), 'utf8')
          .split('\n')
          .filter((text) => text !== '')
          .map((text) => JSON.parse(text) as Expected)
          .map((entry) => [entry.line, entry] as const),
      );
      const lines = readFileSync(new URL(log, files), 'latin1').split(/\r?\n/);
      return lines.map((line, index): LabelledLine => {
        const { codes = [], unsure } = expected.get(index + 1) ?? {};
        const named = (evidence: (of: string) => boolean) =>
          codes
            .filter((code) => evidence(code.evidence))
            .map(({ component, name }) => ({ component, name, value: 0 }));
        return {
          line,
          stated: named((evidence) => evidence !== 'message'),
          implied: named((evidence) => evidence === 'message'),
          sure: unsure !== true,
          from: `${scenario}/${log}:${index + 1}`,
          kind: codes.some((code) => code.evidence === 'number') ? 'b' : 'recorded',
        };
      });
    });
}
