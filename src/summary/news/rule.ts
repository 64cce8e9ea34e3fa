/** The numbers of the rules by which a count is news. */
export const RULE = {
  /** Earlier summaries that one is compared with. */
  nights: 14,
  /** Earlier summaries from which weekdays and slow changes are told: five weeks of nights. */
  longest: 35,
  /** How improbable a count has to be, divided among the codes: false alarms in this share of nights. */
  falseAlarms: 0.001,
  /** Lines from which a code that no earlier summary had is new. */
  newLines: 5,
  /** Lines from which, and times the expected count from which, a code surges. */
  surgeLines: 10,
  surgeFactor: 2,
  /** Lines that have to be expected of a code that is gone. */
  goneExpected: 10,
  /** For how many summaries the assumption counts that a code's rate varies by as much as its mean: 1, and from 10 earlier ones
   * on less and less. */
  assumedNights: 10,
  /** By how much, over the root of their number less one, few summaries are taken to understate the spread. */
  caution: 5,
  /** At most this share of the earlier summaries are left out as outliers; more of them are how things are now. */
  mostOutliers: 1 / 4,
  /** Fewer earlier summaries than this do not tell what is an outlier. */
  outlierNights: 7,
  /** Which share of the median each night has to have where only those up to it tell how few lines there can be. */
  steady: 2 / 3,
  /** Nights from which weekdays are told apart, and how many of each weekday there have to be. */
  weekdayNights: 28,
  weekdayEach: 3,
  /** By how many times weekdays have to differ more than nights of one weekday do (a ratio of variances). */
  weekdayRatio: 12,
  /** A slow rise: the last nights that are taken together, and how many older ones are needed. */
  driftNights: 3,
  /** How much more improbable than a surge a slow rise has to be: it is looked for every night anew. */
  driftShare: 0.1,
  driftOlder: 7,
  /** By how much each of the last nights, and those between them and the older ones, have to lie above the older. */
  driftEach: 1.5,
  driftStep: 1.2,
} as const;
