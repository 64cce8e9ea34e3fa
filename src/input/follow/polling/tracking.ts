import type { Descriptors } from '../files/descriptors.ts';
import type { FileIdentity } from '../files/file-identity.ts';
import type { FileReader } from '../files/file-reader.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { StartPosition } from '../files/position.ts';
import type { FileRegistry, TrackedFile } from '../files/tracked-file.ts';
import type { NamedPath, SiblingSearch, Targets } from '../names/sibling-search.ts';
import type { FollowReport, PollPass } from './report.ts';

/** A name that is followed, and the file that was last behind it. */
export interface FollowedName extends NamedPath {
  readonly literal: boolean;
  file?: TrackedFile | undefined;
  /** Where the name's file really is: a symbolic link's target lives among its own siblings. */
  target: string;
  /** Where it really was when it was last visited, if it is a symbolic link or lies behind one. */
  place?: string | undefined;
  /** The last listing of its directory whose files are all known. */
  remembered: number;
  /** Nothing had been read of its file when it was last visited, so that a truncation leaves no trace in it. */
  wasEmpty: boolean;
}

/** What everything that follows files works on: the names, the files, and how they are read. */
export interface Tracking {
  readonly fs: FileSystem;
  readonly report: FollowReport;
  readonly now: () => number;
  /** Where reading of files begins that are there at the start. */
  readonly from: StartPosition;
  /** How long a rotated file is watched after its last bytes, in milliseconds. */
  readonly drainFor: number;
  readonly targets: Targets;
  readonly descriptors: Descriptors;
  readonly registry: FileRegistry;
  readonly pass: PollPass;
  readonly reader: FileReader;
  readonly identity: FileIdentity;
  readonly siblings: SiblingSearch;
  readonly names: Map<string, FollowedName>;
}
