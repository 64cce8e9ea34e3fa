import type { Random } from '../bench/random.ts';
import type { Log } from './log.ts';

/** A code by component and name, or a known message as component `message` and its id. */
export interface ExpectedSign {
  readonly component: string;
  readonly name: string;
}

/** What triage has to say about an incident; `expected.json` beside the logs. */
export interface Expected {
  readonly story: string;
  /** Any of these is right as the first cause, of exactly one incident; empty where there is no incident. */
  readonly cause: readonly ExpectedSign[];
  /** On one of these hosts, as triage names them after the logs' names. */
  readonly hosts: readonly string[];
  /** Codes that are to be folded under the cause. */
  readonly consequences: readonly ExpectedSign[];
  /** What is to be named among the first five of its kind. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

/** One incident: its logs, and what is to be found in them. */
export interface Incident {
  readonly name: string;
  readonly expected: Expected;
  readonly logs: readonly Pick<Log, 'name' | 'toString'>[];
}

/** Makes an incident; the same for the same numbers. */
export type Scenario = (random: Random) => Incident;
