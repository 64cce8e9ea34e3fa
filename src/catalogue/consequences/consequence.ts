/** A code as `Component/NAME`, or a known message (`known-messages.ts`) as `message/its-id`. */
export type EventKey = `${string}/${string}`;

/** What a log line can name, and so what a cause and its effect can have in common. */
export type SharedPlace = 'host' | 'thread' | 'peer' | 'key' | 'request' | 'device' | 'segment';

/** One thing that Mooncake is known to do after another, read from its source or its guide. */
export interface KnownConsequence {
  readonly id: string;
  /** Any of these comes first. */
  readonly cause: readonly EventKey[];
  /** Any of these follows from it. */
  readonly effect: readonly EventKey[];
  /** How long after the latest line of the cause the effect may still be logged. */
  readonly withinSeconds: number;
  /**
   * How long after its first effect the cause may be logged, where it is known to be noticed late, or where the effect
   * says so much of it that clocks which differ do not matter.
   */
  readonly noticedWithinSeconds?: number;
  readonly shared: {
    /** Cause and effect agree in each of these, wherever both name one. A peer also agrees with the host it is, a segment with the host that holds it. */
    readonly must: readonly SharedPlace[];
    /** Agreeing in one of these makes the consequence surer. */
    readonly may: readonly SharedPlace[];
  };
  /** Whether it holds only where cause and effect name the very same thing: that they come together says too little. */
  readonly isCloseOnly?: true;
  /** Why it follows, in one sentence. */
  readonly because: string;
  /** The source files or the page that say so, and the version that was read. */
  readonly source: string;
}

/** Lines that show a row, each behind the name of its host; taken from recordings or from what Mooncake's source prints. */
interface ConsequenceSamples {
  readonly cause: string;
  /** What followed from that cause. */
  readonly effect: string;
  /** What the row names as an effect too, but did not follow: elsewhere, of something else, too late or too early. */
  readonly counter: string;
}

/** A row of the built-in table. */
export interface SampledConsequence extends KnownConsequence {
  readonly samples: ConsequenceSamples;
}
