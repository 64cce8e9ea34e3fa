import type { ValuesOf } from '../flags/flag.ts';
import type { catalogueFlags, findingFlags, lookFlags, triageFlags } from '../flags/flags.ts';

/** The arguments of `triage` as typed. */
export type TriageArguments = ValuesOf<
  typeof catalogueFlags & typeof findingFlags & typeof triageFlags & typeof lookFlags
> & { readonly files: readonly string[] };
