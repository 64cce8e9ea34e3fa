/**
 * The half of Mooncake that a code belongs to: the Store, the (classic) Transfer Engine, or Tent, the newer transfer
 * engine with statuses of its own. An operator's catalogue may add components, so the type stays open.
 */
export type Component = 'Store' | 'TransferEngine' | 'Tent' | (string & {});

/** Where a code's group and description come from. */
type Origin =
  /** The table of Mooncake's documentation that this project started from; such rows stay as they are. */
  | 'seed'
  /** The table of newer Mooncake documentation. */
  | 'newer docs'
  /** Mooncake's headers only: mooncake-store/include/types.h, mooncake-transfer-engine/include/error.h, common/base/status.h. */
  | 'source'
  /** A catalogue file that the operator gave. */
  | 'custom';

/** One error code (or success) and what an operator needs to know about it. */
export interface Code {
  readonly component: Component;
  readonly group: string;
  /** As Mooncake's source spells it: `RPC_FAIL`, `ERR_DNS`, `InternalError`. */
  readonly name: string;
  /** As Mooncake returns it: negative for Store and TransferEngine, positive for statuses of Tent. */
  readonly value: number;
  /** Whether it has no number, as codes of operators' catalogues may; `value` then means nothing. */
  readonly numberless?: boolean;
  /** Where a code of an operator's catalogue stands for all values from `value` to this one. */
  readonly lastValue?: number;
  /** One sentence; for rows of origin `seed` the documentation's own. */
  readonly description: string;
  readonly origin: Origin;
  /** The group that newer Mooncake documentation puts this code in, where it differs from `group`. */
  readonly newerGroup?: string;
  /** The CamelCase name under which a TransferEngine `Status` prints this code (common/base/status.h). */
  readonly statusName?: string;
  /** Other texts that state this code wherever its name would (`Connection timed out`); only in operators' catalogues. */
  readonly aliases?: readonly string[];
  /** The usual causes, most frequent first, one sentence each. */
  readonly cause: readonly string[];
  /** What to check, most useful first; commands stand in backticks. */
  readonly action: readonly string[];
  /** The severity that its lines count under at least, whatever they say; only in operators' catalogues. */
  readonly atLeast?: 'W' | 'E' | 'F';
  /** Where it is defined, and the version that was read; only in operators' catalogues. */
  readonly source?: string;
  /** Where the operator's own instructions stand; only in operators' catalogues. */
  readonly runbook?: string;
  /** Real or rendered log lines that state or imply this code; each is run through the recogniser by a test. */
  readonly sample: readonly string[];
  /** Names of codes that often come with this one or are mistaken for it. */
  readonly related?: readonly string[];
}

/** The components of Mooncake itself. */
export const mooncakeComponents: readonly Component[] = ['Store', 'TransferEngine', 'Tent'];

/** The number of a code, if it has one. */
export function numberOf({ value, numberless }: Code): number | undefined {
  return numberless === true ? undefined : value;
}

/** A code's success rows: value 0 in the group `Normal`, annotated only on request. */
export function isNormal(code: Code): boolean {
  return code.group === 'Normal';
}
