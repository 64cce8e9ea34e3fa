import type { NewsFlag, NoticeKind } from '../summary-report.ts';

/** A condition on a summary, as `--fail-on` states it. */
export type Expression =
  | { readonly kind: 'or' | 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly left: Quantity;
      readonly operator: Comparison;
      readonly right: Quantity;
    }
  /** Holds when there is any. */
  | { readonly kind: 'some'; readonly of: Measure };

export type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** A number, or something of the summary that is one. */
export type Quantity = Measure | { readonly kind: 'number'; readonly value: number; readonly text: string };

/** Something that a summary tells as a number. */
export type Measure =
  /** Lines with a finding, lines of the range, inputs that could not be read. */
  | { readonly kind: 'any' | 'lines' | 'unreadable' }
  /** Notices of this kind. */
  | { readonly kind: 'notice'; readonly notice: NoticeKind }
  /** Codes with this flag, of all or of those that `of` selects. */
  | { readonly kind: 'flag'; readonly flag: NewsFlag; readonly of?: Selector }
  /** Lines, and lines per hour, of what is selected. */
  | { readonly kind: 'count' | 'rate'; readonly of: Selector };

/** Which codes of a summary are meant; what is undefined is not restricted. */
export interface Selector {
  /** As it is shown in messages. */
  readonly text: string;
  readonly component?: string;
  readonly group?: string;
  /** One of these codes, each of its component. */
  readonly codes?: readonly { readonly component: string; readonly name: string }[];
}
