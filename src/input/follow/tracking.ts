import type { Descriptors } from './descriptors.ts';
import type { Families, NamedPath } from './families.ts';
import type { FileReader } from './file-reader.ts';
import type { FileSystem } from './file-system.ts';
import type { KnownFiles } from './known-files.ts';
import type { Look } from './look.ts';
import type { Registry } from './registry.ts';
import type { FollowReport } from './report.ts';
import type { StartPosition } from './start-position.ts';
import type { Targets } from './targets.ts';
import type { TrackedFile } from './tracked-file.ts';

/** A name that is followed, and the file that was last behind it. */
export interface FollowedName extends NamedPath {
  readonly literal: boolean;
  file?: TrackedFile | undefined;
  /** Where the name's file really is: a symbolic link's target lives among its own siblings. */
  target: string;
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
  readonly registry: Registry;
  readonly look: Look;
  readonly reader: FileReader;
  readonly known: KnownFiles;
  readonly families: Families;
  readonly names: Map<string, FollowedName>;
}
