/** Severity as glog prints it; `D` is Python's or yalantinglibs' DEBUG and TRACE. */
export type Severity = 'D' | 'I' | 'W' | 'E' | 'F';

/** What stands before a line's message: when, how bad, and which source file printed it. Offsets are into the line. */
export interface Prefix {
  /** Epoch milliseconds, or undefined when the line has no stamp that can be read. */
  readonly time: number | undefined;
  readonly severity: Severity | undefined;
  /** `client_service.cpp:1126`, also `mooncake_store.py:65`; undefined where the prefix names none. */
  readonly source: string | undefined;
  /** The part of `source` before the colon. */
  readonly file: string | undefined;
  /** Process and thread as printed; glog prints only the thread. */
  readonly pid: number | undefined;
  readonly tid: number | undefined;
  /** The host or container that a wrapper names (journald, stern), if any. */
  readonly host: string | undefined;
  /** Where the message begins. */
  readonly message: number;
}
