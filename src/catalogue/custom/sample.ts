import type { Code } from '../code.ts';
import type { Message } from '../message.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';

/** What a sample must be found to report. */
export type SampleExpectation =
  /** A code, or one group of codes implied by a message. */
  | { readonly kind: 'code' | 'implied'; readonly codes: readonly Code[] }
  /** Nothing by this message of a source file or logger, which it must match all the same. */
  | {
      readonly kind: 'nothing';
      readonly codes: readonly Code[];
      readonly source: string;
      readonly message: Message;
    }
  /** A message that triage knows, by its id. */
  | { readonly kind: 'known'; readonly codes: readonly Code[]; readonly id: string };

/** A log line that an entry gives as its proof, and what it must be found to report. */
export interface CatalogueSample {
  readonly document: CatalogueDocument;
  readonly path: Path;
  readonly line: string;
  readonly expected: SampleExpectation;
}
