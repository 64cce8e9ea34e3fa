/** What one input may keep apart, where many are read: what all may keep together is shared out among them. */
export interface MemoryShare {
  /** Cells of all series together; where there are more, all become wider. */
  readonly cells: number;
  /** Different things that lines name. */
  readonly sightings: number;
  /** Groups of messages. */
  readonly messages: number;
}

/** Inputs of which each may keep what one needs to be told of well; of more, each keeps less. */
const manyInputs = 1000;

/** Without so many cells and names an input would tell nothing. */
const fewest = 4;

/**
 * The share of one of so many inputs. All of them together stay below some 100 MB, whatever their lines name, and with more than
 * a thousand below some 200 MB; a few inputs have as much as is of use. Messages are the same in most inputs, and cost little.
 */
export function memoryShare(inputs: number): MemoryShare {
  const part = (all: number): number => Math.floor(all / Math.max(1, inputs));
  const share = (all: number, least: number, most: number): number => {
    const needed = Math.max(fewest, Math.min(least, part(manyInputs * least)));
    return Math.min(most, Math.max(needed, part(all)));
  };
  return {
    cells: share(8192, 64, 8192),
    sightings: share(65_536, 64, 8192),
    messages: Math.min(1500, Math.max(20, part(6000))),
  };
}
