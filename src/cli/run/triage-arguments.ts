import type { TriageFormat } from '../../render/triage/triage-formats.ts';
import type { DeliveryFlags } from '../choices/delivery.ts';
import type { FindingFlags } from '../choices/finding-choice.ts';

/** The arguments of `triage` as typed. */
export interface TriageArguments extends FindingFlags, DeliveryFlags<TriageFormat> {
  readonly files: readonly string[];
  readonly catalogue?: readonly string[] | undefined;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  readonly title?: string | undefined;
  readonly maxLine: string;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly around?: string | undefined;
  readonly host?: readonly string[] | undefined;
  readonly key?: readonly string[] | undefined;
  readonly request?: readonly string[] | undefined;
  readonly skew: boolean;
  readonly recursive: boolean;
  readonly multiline: boolean;
  readonly baseline?: readonly string[] | undefined;
  readonly live: boolean;
  readonly fromStart: boolean;
  readonly context: number;
  readonly incident?: string | undefined;
  readonly all: boolean;
  readonly lines?: string | undefined;
  readonly failOn?: string | undefined;
  readonly quiet: boolean;
  readonly notify?: string | undefined;
  readonly jobs?: number | undefined;
}
