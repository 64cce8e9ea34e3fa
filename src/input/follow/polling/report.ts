import { asInputError, type InputError } from '../../input-error.ts';

/** What happened to the followed files so far. */
export interface FollowCounters {
  /** a name went on to a new file */
  rotations: number;
  /** a file was truncated or overwritten in place */
  truncations: number;
  /** places where bytes may be missing, since they went away before they could be read */
  gaps: number;
}

/** What a {@link FollowWarning} is about. */
export type FollowEvent =
  | 'missing'
  | 'unreadable'
  | 'unsupported'
  | 'failed'
  | 'rotation'
  | 'truncation'
  | 'gap'
  | 'archive';

/** Something the user should know about; each kind comes once for each name. */
export interface FollowWarning {
  readonly event: FollowEvent;
  /** the followed name */
  readonly name: string;
  /** one line, without the program's name */
  readonly message: string;
}

/** Counts events and passes each kind on once for each name. */
export class FollowReport {
  readonly counters: FollowCounters = { rotations: 0, truncations: 0, gaps: 0 };
  readonly #told = new Set<string>();

  constructor(private readonly onWarning: (warning: FollowWarning) => void) {}

  count(counter: keyof FollowCounters): void {
    this.counters[counter]++;
  }

  warn(event: FollowEvent, name: string, message: string): void {
    const key = `${event} ${name}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.onWarning({ event, name, message: `${name}: ${message}` });
  }

  /** Warns of a fault of what a file holds. */
  fault(event: FollowEvent, name: string, { path, reason, tip }: InputError): void {
    this.warn(event, name, `${path === name ? '' : `${path} `}${reason} (${tip})`);
  }

  /** Warns of an error of the file system; that a file is not there is told elsewhere. */
  failed(name: string, error: unknown): void {
    const { code, reason } = asInputError(error, name);
    if (code === 'unreadable') this.warn('unreadable', name, `${reason}; trying again`);
    else if (code !== 'missing') this.warn('failed', name, `${reason}; trying again`);
  }

  /** Lets the next warning of this kind through: what it told of is over. */
  over(event: FollowEvent, name: string): void {
    this.#told.delete(`${event} ${name}`);
  }
}
