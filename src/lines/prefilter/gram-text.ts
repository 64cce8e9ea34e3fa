/** The numbers of which one stands behind a part. */
export interface PartNumber {
  /** Without their signs; absent: any number. */
  readonly values?: ReadonlySet<number> | undefined;
  /** Whether it may also be written as 0x7bc8a, whatever its value. */
  readonly hex?: boolean | undefined;
}

/** A part of a text that stands in a line, one character a byte. */
export interface GramPart {
  readonly text: string;
  /** Whether upper and lower case (of ASCII) are one. */
  readonly anyCase?: boolean | undefined;
  /** Characters of which one stands before the part. */
  readonly before?: string | undefined;
  /** Characters of which one stands behind the part. */
  readonly behind?: string | undefined;
  /** Where a number stands behind the part. */
  readonly number?: PartNumber | undefined;
}

/** A text, by parts of which each stands in every line that holds it. */
export type GramText = readonly [GramPart, ...GramPart[]];

/** How texts are looked for. */
export interface GramOptions {
  /** Texts that do not count on lines with a glog header of severity I before them. */
  readonly unlessInformation?: ReadonlySet<GramText>;
  /** Texts that do not count on lines that are sure to have severity I: they begin with a whole header of glog. */
  readonly unlessSurelyInformation?: ReadonlySet<GramText>;
  /** Tells lines (latin1) with one of the texts from others; absent where all that may be are taken for them. */
  readonly isMeant?: ((line: string) => boolean) | undefined;
  /** What other lines are made of (latin1): texts are found by what is rare in it. */
  readonly vocabulary?: string | undefined;
}

/** How many bytes are looked at together. */
export const gram = 4;
/** Bytes of a text that are compared at once. */
export const windowBytes = 16;

/**
 * What a text is found by: up to 16 bytes of it, its window. Offsets count from the begin of the window.
 *
 * Of a long pattern, four bytes are looked at each `step` places, so that four of those from `at` on are seen. Of a short one, the
 * two bytes at `at` are looked for at every place, with the byte before them.
 */
export interface TextPattern {
  readonly part: GramPart;
  readonly isLong: boolean;
  readonly at: number;
  /** The bytes of the window, and which of their bits count. */
  readonly value: Uint8Array;
  readonly mask: Uint8Array;
  /** Where the part begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly unless: Unless;
}

/** Where a text does not count: nowhere, behind a glog header of severity I, or on lines that are sure to have that severity. */
export type Unless = 0 | 1 | 2;
