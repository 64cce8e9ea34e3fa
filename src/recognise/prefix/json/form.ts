import type { FormatSample } from '../format.ts';
import type { FieldPaths } from './fields.ts';
import type { JsonNode, JsonObject } from './parse.ts';

/** One record of a line: where its fields are looked for, and what is known already. */
export interface RecordParts {
  /** The innermost first. */
  readonly roots: readonly JsonObject[];
  readonly message?: JsonNode | undefined;
  readonly time?: JsonNode | undefined;
}

/** How one program or collector writes records as JSON. What it does not say is read under the usual names. */
export interface JsonForm {
  readonly name: string;
  /** Paths that are all there in its records and not in others'. */
  readonly signs: readonly string[];
  /** The names of its fields, where they differ from the usual ones or from their order. */
  readonly fields?: Partial<FieldPaths>;
  /** What its numbers of severities are, where they are not pino's. */
  readonly scale?: 'priority' | 'python';
  /** Whether a message that does not end with a line feed goes on in the next line. */
  readonly isPartial?: true;
  /** The records of a line, where it holds more than one or keeps them deeper. */
  readonly records?: (root: JsonObject, text: string) => readonly RecordParts[];
  readonly samples: readonly [JsonSample, ...JsonSample[]];
  /** A record that it must not be taken for. */
  readonly counterexample: string;
}

/** A line and what its records say. */
type JsonSample = Omit<FormatSample, 'message'> & {
  readonly message: string;
  /** What the records behind the first say. */
  readonly others?: readonly Omit<FormatSample, 'line'>[];
};
