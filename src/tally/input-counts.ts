import { BoundedNames } from './bounded-names.ts';
import { greatest, least } from './stats.ts';

/** What happened to followed files. */
export interface Interruptions {
  readonly rotations: number;
  readonly truncations: number;
  readonly gaps: number;
}

/** What was read of one input. */
export interface InputCount {
  readonly name: string;
  /** Lines of the range asked for. */
  readonly lines: number;
  readonly bytes: number;
  /** The first and last stamp in that range, in epoch milliseconds. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  /** The last stamp of lines of any time, where a range was asked for. */
  readonly ended?: number | undefined;
  /** Lines with a finding that was counted. */
  readonly found: number;
  /** Lines with a finding that belong to no readable time stamp. */
  readonly unstamped: number;
  /** Why it could not be read, or not to its end. */
  readonly fault?: string | undefined;
}

/** What was read of each input, in the order of their names. */
export interface InputsData {
  /** How many inputs were added; more than there are names where some share one or were folded. */
  readonly count: number;
  readonly named: readonly InputCount[];
  /** All inputs beyond the first 1,000 names. */
  readonly other?: InputCount | undefined;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Counts per input. Beyond 1,000 they fold into one. */
export class InputCounts {
  #count = 0;
  readonly #inputs = new BoundedNames<Writable<InputCount>>(
    (name) => ({ name, lines: 0, bytes: 0, found: 0, unstamped: 0 }),
    join,
  );

  /** Adds one input, or more of one that is there. */
  add(input: InputCount, isNew = true): void {
    if (isNew) this.#count++;
    join(this.#inputs.at(input.name), input);
  }

  /** Adds what others counted. */
  merge({ count, named, other }: InputsData): void {
    this.#count += count;
    for (const input of named) this.add(input, false);
    if (other !== undefined) this.add(other, false);
  }

  data(): InputsData {
    const { named, other } = this.#inputs.entries();
    return { count: this.#count, named: named.map(([, input]) => input), ...(other && { other }) };
  }
}

function join(into: Writable<InputCount>, from: InputCount): void {
  into.lines += from.lines;
  into.first = least(into.first, from.first);
  into.last = greatest(into.last, from.last);
  into.ended = greatest(into.ended, from.ended);
  into.bytes += from.bytes;
  into.found += from.found;
  into.unstamped += from.unstamped;
  // Any rule will do that does not ask which came first.
  if (from.fault !== undefined && (into.fault === undefined || from.fault < into.fault))
    into.fault = from.fault;
}
