import { builtInParts } from '../../catalogue/built-in.ts';
import { Catalogue, type CatalogueParts } from '../../catalogue/catalogue.ts';
import type { ThreadWork } from '../../lines/workers/thread-work.ts';
import { WorkerPool } from '../../lines/workers/worker-pool.ts';
import { type ReadLog, type TriageChoice, type TriageFile, TriageReader } from './triage-reader.ts';

interface TriageData {
  readonly choice: TriageChoice;
  /** The rows of the catalogue, where it is not the built-in one. */
  readonly parts: CatalogueParts | undefined;
}

/** Shares whole files with threads: the order of a file's lines matters, so none is cut. */
export class TriageThreads extends WorkerPool<TriageFile, ReadLog, TriageData> {
  /** @param threads how many besides this one */
  constructor(
    files: readonly TriageFile[],
    threads: number,
    { choice, implied, normal, timezone, longest, lines, inputs, multiline }: TriageChoice,
    { parts }: Catalogue,
  ) {
    super(files, threads, {
      purpose: 'triage',
      data: {
        choice: { choice, implied, normal, timezone, longest, lines, inputs, multiline },
        parts: parts === builtInParts ? undefined : parts,
      },
    });
  }
}

/** Makes what reads files in a thread. */
export function readInThread({ choice, parts }: TriageData): ThreadWork<TriageFile, ReadLog> {
  const reader = new TriageReader(new Catalogue(parts ?? builtInParts), choice);
  return { piece: (file) => reader.file(file) };
}
