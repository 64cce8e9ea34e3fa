/** What one input may keep apart, where many are read: what all may keep together is shared out among them. */
export interface MemoryShare {
  /** Cells of all series together; where there are more, all become wider. */
  readonly cells: number;
  /** Different things that lines name. */
  readonly sightings: number;
  /** Groups of messages. */
  readonly messages: number;
}

/**
 * The share of one of so many inputs. All of them together stay below some 100 MB, whatever their lines name; a few inputs
 * have as much as is of use.
 */
export function memoryShare(inputs: number): MemoryShare {
  const share = (all: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, Math.floor(all / Math.max(1, inputs))));
  return {
    cells: share(8192, 64, 8192),
    sightings: share(65_536, 64, 8192),
    messages: share(6000, 20, 1500),
  };
}
