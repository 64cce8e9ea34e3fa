/** The time that counts: from `since` up to, not including, `until`, in epoch milliseconds. */
export interface TimeRange {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Whether a time lies within a range. */
export function isWithin(time: number, { since, until }: TimeRange): boolean {
  return (since === undefined || time >= since) && (until === undefined || time < until);
}
