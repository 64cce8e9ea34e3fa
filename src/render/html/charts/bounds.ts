/** How much of a summary its page embeds. */
export interface Bounds {
  /** Codes that have a row, and inputs that have one. */
  readonly codes: number;
  readonly inputs: number;
  /** Hosts, inputs and source files named with a code. */
  readonly places: number;
  /** Characters of a sample line, and of a name. */
  readonly sample: number;
  readonly name: number;
}

/** From all that anyone looks at to what keeps even the largest summary's page below {@link MOST_BYTES}. */
export const BOUNDS: readonly Bounds[] = [
  { codes: 300, inputs: 300, places: 5, sample: 1000, name: 100 },
  { codes: 150, inputs: 100, places: 3, sample: 400, name: 60 },
  { codes: 110, inputs: 40, places: 1, sample: 160, name: 40 },
];

/** The size that a page stays below if that can be had by leaving out details. */
export const MOST_BYTES = 1_000_000;

/** The page with the first bounds that keep it below {@link MOST_BYTES}, or else with the last. */
export function boundedPage<Limits>(bounds: readonly Limits[], render: (limits: Limits) => string): string {
  let text = '';
  for (const limits of bounds) {
    text = render(limits);
    if (Buffer.byteLength(text) <= MOST_BYTES) break;
  }
  return text;
}
