import type { EntityData, EntityKind } from '../collect/entities.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import type { CollectedLog } from '../collect/log-collector.ts';
import type { Cell, SeriesData } from '../collect/series.ts';

/** The form of what shares keep; another one is of another version of this program. */
export const EVIDENCE_FORM = 1;

/** Lines around one, as latin1, and where that one begins. */
export interface ContextOfLine {
  readonly offset: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** One share of a log, and what was gathered from it. */
export interface TriageShare {
  /** From 1. */
  readonly number: number;
  /** How many shares the log was cut into; 1: it is whole. */
  readonly of: number;
  readonly input: InputEvidence;
  /** The lines around those that the share's own report shows. */
  readonly contexts: readonly ContextOfLine[];
}

/** A share as a triage document holds it, for `triage --join-shares` and nobody else: what it holds may change. */
export interface ShareDocument extends Omit<TriageShare, 'input'> {
  readonly form: typeof EVIDENCE_FORM;
  readonly input: Omit<InputEvidence, 'log'> & {
    readonly log: Omit<CollectedLog, 'series'> & { readonly series: readonly SeriesDocument[] };
  };
}

interface SeriesDocument extends Omit<SeriesData, 'cells'> {
  readonly cells: readonly (Omit<Cell, 'entities'> & { readonly entities: EntitiesDocument })[];
}

interface EntitiesDocument {
  readonly counts: { readonly [Kind in EntityKind]?: readonly (readonly [name: string, lines: number])[] };
  readonly folded: number;
}

/** A share in the form in which it is written. */
export function shareDocument({ input, ...share }: TriageShare): ShareDocument {
  const { log } = input;
  return {
    form: EVIDENCE_FORM,
    ...share,
    input: { ...input, log: { ...log, series: mapped(log.series, written) } },
  };
}

/** A share as it was before it was written. */
export function shareIn({ form: _form, input, ...share }: ShareDocument): TriageShare {
  const { log } = input;
  return { ...share, input: { ...input, log: { ...log, series: mapped(log.series, read) } } };
}

/** Series whose cells hold what lines name in another way. */
function mapped<From, To>(
  all: readonly (Omit<SeriesData, 'cells'> & {
    readonly cells: readonly (Omit<Cell, 'entities'> & { readonly entities: From })[];
  })[],
  map: (entities: From) => To,
): (Omit<SeriesData, 'cells'> & {
  readonly cells: readonly (Omit<Cell, 'entities'> & { readonly entities: To })[];
})[] {
  return all.map((series) => ({
    ...series,
    cells: series.cells.map((cell) => ({ ...cell, entities: map(cell.entities) })),
  }));
}

function written({ counts, folded }: EntityData): EntitiesDocument {
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([kind, names]) => [kind, [...names]])),
    folded,
  };
}

function read({ counts, folded }: EntitiesDocument): EntityData {
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([kind, names]) => [kind, new Map(names)])),
    folded,
  };
}
