import fc from 'fast-check';
import { type FileSystem, realFileSystem } from '../../../src/input/follow/files/file-system.ts';
import type { Position } from '../../../src/input/follow/files/position.ts';
import { Follower } from '../../../src/input/follow/follower.ts';
import type { Chunk } from '../../../src/input/follow/polling/report.ts';
import { type Layout, World } from './world.ts';

const DRAIN_MS = 1000;

type Plain =
  | 'partial'
  | 'late'
  | 'rotate'
  | 'rotateTarget'
  | 'rename'
  | 'create'
  | 'copytruncate'
  | 'truncate'
  | 'delete'
  | 'compress'
  | 'compressDelayed'
  | 'compressHalf'
  | 'dropOldest';

/** What happens to the log. */
type Change = { readonly do: 'append'; readonly lines: number } | { readonly do: Plain };

/** A change in the middle of a pass, before one of its calls of the file system. */
interface Interference {
  readonly call: number;
  readonly change: Change;
}

export type Step =
  | Change
  | { readonly do: 'poll' | 'save' | 'drain' }
  /** what a run with a checkpoint does that does not wait: resume, one pass, save */
  | { readonly do: 'visit'; readonly interferences: readonly Interference[] }
  /** killed after some chunks of a pass, a checkpoint written before or not */
  | { readonly do: 'kill'; readonly chunks: number; readonly save: boolean }
  /** a pass with a change after each of its chunks */
  | { readonly do: 'busy'; readonly changes: readonly Change[] }
  /** a pass with changes between its calls of the file system */
  | { readonly do: 'race'; readonly interferences: readonly Interference[] };

const plain = (...names: Plain[]): fc.Arbitrary<Change> =>
  fc.constantFrom(...names).map((name) => ({ do: name }));

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('append' as const), lines: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 4, arbitrary: plain('rotate') },
  {
    weight: 11,
    arbitrary: plain(
      'partial',
      'late',
      'rename',
      'create',
      'copytruncate',
      'rotateTarget',
      'compress',
      'compressDelayed',
      'compressHalf',
    ),
  },
  { weight: 1, arbitrary: plain('truncate', 'delete', 'dropOldest') },
);

const interferences: fc.Arbitrary<readonly Interference[]> = fc.array(
  fc.record({ call: fc.integer({ min: 0, max: 40 }), change }),
  { minLength: 1, maxLength: 4 },
);

const step = (races: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 19, arbitrary: change },
    {
      weight: 7,
      arbitrary: fc.constantFrom({ do: 'poll' as const }, { do: 'poll' as const }, { do: 'drain' as const }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'save' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('visit' as const),
        interferences: races ? fc.oneof(fc.constant([]), interferences) : fc.constant([]),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('kill' as const),
        chunks: fc.integer({ min: 0, max: 3 }),
        save: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('busy' as const), changes: fc.array(change, { maxLength: 4 }) }),
    },
    { weight: races ? 3 : 0, arbitrary: fc.record({ do: fc.constant('race' as const), interferences }) },
  );

/** A follower that can be killed, with the lines that a consumer of its chunks has counted. */
class Consumer {
  lines: string[] = [];
  /** Called before each call of the file system. */
  beforeCall: (() => void) | undefined;
  #now = 0;
  #saved: { positions: Position[] | undefined; lines: string[] } = { positions: undefined, lines: [] };
  #follower: Follower;
  readonly #world: World;
  readonly #targets: readonly string[];
  readonly #maxOpen: number;

  constructor(world: World, targets: readonly string[], maxOpen: number) {
    this.#world = world;
    this.#targets = targets;
    this.#maxOpen = maxOpen;
    this.#follower = this.#start();
  }

  /** @param onChunk called after each chunk; the pass is given up when it returns false */
  async poll(onChunk?: () => boolean): Promise<void> {
    for await (const chunk of this.#follower.poll()) {
      this.#take(chunk);
      if (onChunk && !onChunk()) return;
    }
  }

  save(): void {
    const positions = JSON.parse(JSON.stringify(this.#follower.positions())) as Position[];
    this.#saved = { positions, lines: [...this.lines] };
    this.#world.remember(positions.map(({ path, target }) => target ?? path));
  }

  /** Killed and started again: what was counted since the checkpoint is forgotten with the process. */
  restart(): void {
    for (const _ of this.#follower.end('leave'));
    this.lines = [...this.#saved.lines];
    this.#follower = this.#start();
  }

  drain(): void {
    this.#now += DRAIN_MS;
  }

  async giveUpQuiet(): Promise<void> {
    for await (const chunk of this.#follower.giveUpQuiet()) this.#take(chunk);
  }

  end(): void {
    for (const chunk of this.#follower.end('emit')) this.#take(chunk);
  }

  #start(): Follower {
    return new Follower(this.#targets, {
      from: 'start',
      drainFor: DRAIN_MS,
      maxOpen: this.#maxOpen,
      clock: { now: () => this.#now, wait: () => Promise.reject(new Error('nothing here waits')) },
      fileSystem: interruptible(() => this.beforeCall?.()),
      onStart: () => this.save(),
      ...(this.#saved.positions ? { resume: this.#saved.positions } : {}),
    });
  }

  #take({ bytes, end }: Chunk): void {
    const lines = bytes.toString('latin1').split('\n');
    if (end === 'line' && lines.pop() !== '') throw new Error('a chunk of whole lines ends within one');
    this.lines.push(...lines);
  }
}

/** The real file system, with something that may happen before each call. */
function interruptible(before: () => void): FileSystem {
  const calls = Object.entries(realFileSystem).map(([name, call]) => [
    name,
    (...args: unknown[]) => {
      before();
      return (call as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(calls) as FileSystem;
}

function alter(world: World, consumer: Consumer, one: Change): void {
  if (one.do === 'append') world.append(one.lines);
  else CHANGES[one.do](world);
  if (one.do === 'truncate' || one.do === 'delete' || one.do === 'dropOldest') world.writeOff(consumer.lines);
}

const CHANGES: Record<Plain, (world: World) => void> = {
  partial: (world) => world.appendPartial(),
  late: (world) => world.appendLate(),
  rotate: (world) => world.rotate(true),
  rotateTarget: (world) => world.rotateTarget(),
  rename: (world) => world.rotate(false),
  create: (world) => world.create(),
  copytruncate: (world) => world.copyTruncate(),
  compress: (world) => world.compress(),
  compressDelayed: (world) => world.compress(true),
  compressHalf: (world) => world.compressHalf(),
  truncate: (world) => world.truncate(),
  delete: (world) => world.delete(),
  dropOldest: (world) => world.dropOldest(),
};

/** A pass during which things happen. */
async function race(world: World, consumer: Consumer, interferences: readonly Interference[]): Promise<void> {
  let calls = 0;
  consumer.beforeCall = () => {
    const now = calls++;
    for (const { call, change: one } of interferences) if (call === now) alter(world, consumer, one);
  };
  await consumer.poll();
  consumer.beforeCall = undefined;
}

async function play(world: World, consumer: Consumer, steps: readonly Step[]): Promise<void> {
  await consumer.poll();
  for (const one of steps) {
    switch (one.do) {
      case 'poll':
        await consumer.poll();
        break;
      case 'save':
        await consumer.poll();
        consumer.save();
        break;
      case 'visit':
        consumer.restart();
        world.writeOff(consumer.lines);
        await race(world, consumer, one.interferences);
        await consumer.giveUpQuiet();
        consumer.save();
        consumer.restart();
        world.writeOff(consumer.lines);
        world.forgetLate();
        break;
      case 'kill': {
        let left = one.chunks;
        if (left > 0) await consumer.poll(() => --left > 0);
        if (one.save && one.chunks > 0) consumer.save();
        consumer.restart();
        world.writeOff(consumer.lines);
        break;
      }
      case 'busy': {
        const changes = [...one.changes];
        await consumer.poll(() => {
          const next = changes.shift();
          if (next) alter(world, consumer, next);
          return true;
        });
        break;
      }
      case 'race':
        await race(world, consumer, one.interferences);
        break;
      case 'drain':
        await consumer.poll();
        consumer.drain();
        await consumer.poll();
        world.forgetLate();
        break;
      default:
        alter(world, consumer, one);
    }
  }
  world.compress(true);
  await consumer.poll();
  await consumer.poll();
  consumer.drain();
  await consumer.poll();
  consumer.end();
}

/** What is followed, and how it is named. */
export interface Kind {
  readonly name: string;
  readonly layout: Layout;
  readonly maxOpen: number;
  readonly targets: (world: World) => readonly string[];
}

const kind = (
  name: string,
  layout: Layout,
  targets: (world: World) => readonly string[],
  maxOpen = 256,
): Kind => ({ name, layout, maxOpen, targets });

export const kinds: readonly Kind[] = [
  kind('a file', 'file', ({ name }) => [name]),
  kind('a file, one at a time open', 'file', ({ name }) => [name], 1),
  kind('a directory', 'file', ({ directory }) => [directory]),
  kind('a pattern', 'file', ({ directory }) => [`${directory}/*.log`]),
  kind('a pattern that means rotated files too', 'file', ({ name }) => [`${name}*`]),
  kind('two patterns', 'file', ({ directory, name }) => [`${name}.*`, `${directory}/*.log`]),
  kind('a glog link', 'glog', ({ name }) => [name]),
  kind('a link to files of any name', 'link', ({ name }) => [name]),
  kind('a link to the folder of a run', 'folder link', ({ name }) => [name]),
];

/**
 * What happens in one round. With one descriptor a copy that is made within a pass, of what came within the same pass, can be
 * missed; so changes come between passes there.
 */
export function steps({ maxOpen }: Kind): fc.Arbitrary<readonly Step[]> {
  return fc.array(step(maxOpen > 1), { minLength: 3, maxLength: 25 });
}

/** Plays one round; says which line is missing, torn, doubled or misplaced, if any is. */
export async function complaintOf(
  { layout, maxOpen, targets }: Kind,
  round: readonly Step[],
): Promise<string | undefined> {
  const world = new World(layout);
  try {
    const consumer = new Consumer(world, targets(world), maxOpen);
    await play(world, consumer, round);
    return world.complaint(consumer.lines);
  } finally {
    world.close();
  }
}
