/**
 * Following files that grow and rotate, by name, without losing or repeating a line: `names` finds out which files a name
 * means, `files` knows one file whatever it is called, `rotation` finds files that lost their name, `polling` runs a pass
 * over all of them.
 *
 * A file's role, and what changes it:
 *
 * ```
 *   met under a followed name            found between two polls          there before, or a copy
 *            │                                    │                               │
 *            ▼       name lost, or another's      ▼                               ▼
 *        ┌─────────┐ ───────────────────────► ┌─────────┐                     ┌───────┐
 *        │ current │                          │ rotated │                     │ other │ not read
 *        └─────────┘ ◄─────────────────────── └─────────┘                     └───────┘
 *          │     ▲       name points back       │     ▲                           │ name points at it:
 *          │     │                              │     │ grew after all            │ what came since is read
 *          │     └── truncated: from its start  │     │                           ▼
 *          │                                    ▼     │                        current
 *          │ its content went on          ┌──────────┐│
 *          └── in a successor ───────────►│ finished ├┘
 *              (copy or archive)          └──────────┘
 *                                  quiet for `drainFor`, archive read to
 *                                  its end, or went on in a successor
 * ```
 *
 * A poll pass has an order on which all else rests: read what is open to its end, find what lost its name, ask what the names
 * mean now, and only then read what is new; so the older file of a name always comes before its newer one.
 */
export type { ChunkEnd } from './files/cursor.ts';
export { type Hashed, hashed } from './files/file-head.ts';
export type { FileStat, FileSystem } from './files/file-system.ts';
export { realFileSystem } from './files/file-system.ts';
export type { Position } from './files/position.ts';
export type { StartPosition } from './files/start-position.ts';
export { Follower, type FollowOptions, type LastLine } from './follower.ts';
export type { Clock } from './polling/clock.ts';
export type { Chunk, FollowedFile } from './polling/poll-pass.ts';
export type { FollowCounters, FollowEvent, FollowWarning } from './polling/report.ts';
