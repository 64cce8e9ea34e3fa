/** Which lines triage looks at; what is absent lets every line through. Times are epoch milliseconds. */
export interface LineChoice {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly hosts?: readonly string[];
  /** Beginnings of keys. */
  readonly keys?: readonly string[];
  /** Request ids, or parts of them. */
  readonly requests?: readonly string[];
}

/** Whether a moment lies in the time looked at. A line without any time is let through: nothing is known against it. */
export function isInTime(choice: LineChoice, time: number | undefined): boolean {
  if (time === undefined) return true;
  return (
    (choice.since === undefined || time >= choice.since) &&
    (choice.until === undefined || time <= choice.until)
  );
}
