import { readFileSync } from 'node:fs';

/** A code that a label names. */
export interface LabelledCode {
  readonly component: string;
  readonly name: string;
  readonly value: number;
}

/** One line of `fixtures/corpus`; its README says what the fields mean. */
export interface LabelledLine {
  readonly line: string;
  readonly stated: readonly LabelledCode[];
  readonly implied?: readonly LabelledCode[];
  readonly sure: boolean;
  readonly trap?: boolean;
  readonly status?: 'tent' | 'classic';
  readonly from?: string;
  readonly kind: string;
}

/** Reads a file of labelled lines. */
export function labelledLines(path: string | URL): LabelledLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as LabelledLine);
}
