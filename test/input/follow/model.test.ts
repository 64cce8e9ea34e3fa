import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chunk, Follower, type Position } from '../../../src/input/follow/index.ts';
import { World } from './world.ts';

const RUNS = Number(process.env.SOAK_RUNS ?? 60);
const DRAIN_MS = 1000;

type Plain =
  | 'partial'
  | 'late'
  | 'rotate'
  | 'rename'
  | 'create'
  | 'copytruncate'
  | 'truncate'
  | 'delete'
  | 'compress';

/** What happens to the log. */
type Change = { readonly do: 'append'; readonly lines: number } | { readonly do: Plain };

type Step =
  | Change
  | { readonly do: 'poll' | 'save' | 'drain' }
  /** killed after some chunks of a poll, a checkpoint written before or not */
  | { readonly do: 'kill'; readonly chunks: number; readonly save: boolean }
  /** a poll with a change after each of its chunks */
  | { readonly do: 'busy'; readonly changes: readonly Change[] };

const plain = (...names: Plain[]): fc.Arbitrary<Change> =>
  fc.constantFrom(...names).map((name) => ({ do: name }));

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('append' as const), lines: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 4, arbitrary: plain('rotate') },
  { weight: 8, arbitrary: plain('partial', 'late', 'rename', 'create', 'copytruncate', 'compress') },
  { weight: 1, arbitrary: plain('truncate', 'delete') },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 19, arbitrary: change },
  {
    weight: 7,
    arbitrary: fc.constantFrom({ do: 'poll' as const }, { do: 'poll' as const }, { do: 'drain' as const }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'save' as const }) },
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
);

/** A follower that can be killed, with the lines that a consumer of its chunks has counted. */
class Consumer {
  lines: string[] = [];
  #now = 0;
  #saved: { positions: Position[] | undefined; lines: string[] } = { positions: undefined, lines: [] };
  #follower: Follower;
  readonly #target: string;
  readonly #maxOpen: number;

  constructor(target: string, maxOpen: number) {
    this.#target = target;
    this.#maxOpen = maxOpen;
    this.#follower = this.#start();
  }

  /** @param onChunk called after each chunk; the poll is given up when it returns false */
  async poll(onChunk?: () => boolean): Promise<void> {
    for await (const chunk of this.#follower.poll()) {
      this.#take(chunk);
      if (onChunk && !onChunk()) return;
    }
  }

  save(): void {
    this.#saved = {
      positions: JSON.parse(JSON.stringify(this.#follower.positions())) as Position[],
      lines: [...this.lines],
    };
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

  end(): void {
    for (const chunk of this.#follower.end('emit')) this.#take(chunk);
  }

  #start(): Follower {
    return new Follower([this.#target], {
      from: 'start',
      drainFor: DRAIN_MS,
      maxOpen: this.#maxOpen,
      clock: { now: () => this.#now, wait: () => Promise.reject(new Error('nothing here waits')) },
      ...(this.#saved.positions ? { resume: this.#saved.positions } : {}),
    });
  }

  #take({ bytes, end }: Chunk): void {
    const lines = bytes.toString('latin1').split('\n');
    if (end === 'line') expect(lines.pop()).toBe('');
    this.lines.push(...lines);
  }
}

function alter(world: World, consumer: Consumer, one: Change): void {
  if (one.do === 'append') world.append(one.lines);
  else CHANGES[one.do](world);
  if (one.do === 'truncate' || one.do === 'delete') world.writeOff(consumer.lines);
}

const CHANGES: Record<Plain, (world: World) => void> = {
  partial: (world) => world.appendPartial(),
  late: (world) => world.appendLate(),
  rotate: (world) => world.rotate(true),
  rename: (world) => world.rotate(false),
  create: (world) => world.create(),
  copytruncate: (world) => world.copyTruncate(),
  compress: (world) => world.compress(),
  truncate: (world) => world.truncate(),
  delete: (world) => world.delete(),
};

async function play(world: World, consumer: Consumer, steps: readonly Step[]): Promise<void> {
  await consumer.poll();
  consumer.save();
  for (const one of steps) {
    switch (one.do) {
      case 'poll':
        await consumer.poll();
        break;
      case 'save':
        await consumer.poll();
        consumer.save();
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
  await consumer.poll();
  await consumer.poll();
  consumer.drain();
  await consumer.poll();
  consumer.end();
}

for (const [kind, maxOpen] of [
  ['a file', 256],
  ['a file', 1],
  ['a directory', 256],
  ['a pattern', 256],
  ['a glog link', 256],
] as const) {
  test(`every line comes once and in order from ${kind}, with ${maxOpen} descriptors, whatever happens to it`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const world = new World(kind === 'a glog link');
        try {
          const target =
            kind === 'a directory'
              ? world.directory
              : kind === 'a pattern'
                ? `${world.directory}/*.log`
                : world.name;
          const consumer = new Consumer(target, maxOpen);
          await play(world, consumer, steps);
          expect(world.complaint(consumer.lines)).toBeUndefined();
        } finally {
          world.close();
        }
      }),
      { numRuns: RUNS },
    );
  });
}
