/** Following files that grow and rotate, by name, without losing or repeating a line. */
export type { Clock } from './clock.ts';
export type { ChunkEnd } from './cursor.ts';
export type { FileStat, FileSystem } from './file-system.ts';
export { realFileSystem } from './file-system.ts';
export { Follower, type FollowOptions, type LastLine } from './follower.ts';
export { type Hashed, hashed } from './head.ts';
export type { Chunk, FollowedFile } from './look.ts';
export type { Position } from './position.ts';
export type { FollowCounters, FollowEvent, FollowWarning } from './report.ts';
export type { StartPosition } from './start-position.ts';
