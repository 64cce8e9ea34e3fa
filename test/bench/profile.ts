/**
 * Where the time of a run goes, by room: `npm run bench:profile [-- --size 256M --share 0.01 --command 'summary --jobs 1']`.
 *
 * It bundles the program with a source map, runs it under V8's profiler on a corpus of the bench, and gives each sample to the
 * innermost file of the program that was at work: what WebAssembly, regular expressions and Node do counts for who asked for it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, manifest } from '../../src/dev/build/bundle.ts';
import { bytesOf, corpusFile } from './corpus.ts';
import { environment } from './environment.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '256M' },
    share: { type: 'string', default: '0.01' },
    command: { type: 'string', default: 'summary --jobs 1' },
  },
});

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const cache = join(process.cwd(), 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'profile-'));
try {
  await bundle(folder, true);
  writeFileSync(join(folder, 'package.json'), manifest);
  const corpus = corpusFile({ size: bytesOf(values.size), share: Number(values.share) });
  const profiler = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder];
  const ran = spawnSync(
    process.execPath,
    [...profiler, join(folder, 'cli.js'), ...values.command.split(' '), corpus],
    { env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (ran.status !== 0) throw new Error(`the program ended with status ${ran.status ?? ran.signal}`);
  const map = new SourceMap(
    JSON.parse(readFileSync(join(folder, 'program.js.map'), 'utf8')) as SourceMapPayload,
  );
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))!;
  print(timesByRoom(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, map));
} finally {
  rmSync(folder, { recursive: true });
}

/** Microseconds by room. */
function timesByRoom({ nodes, samples, timeDeltas }: Profile, map: SourceMap): Map<string, number> {
  const rooms = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node: ProfileNode, caller: string): void => {
    const room = roomOf(node, map) ?? caller;
    rooms.set(node.id, room);
    for (const child of node.children ?? []) visit(byId.get(child)!, room);
  };
  visit(nodes[0]!, 'Node: starting, and loading the program');
  const times = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const room = rooms.get(sample)!;
    times.set(room, (times.get(room) ?? 0) + timeDeltas[index]!);
  }
  return times;
}

function roomOf({ callFrame }: ProfileNode, map: SourceMap): string | undefined {
  const { functionName, url, lineNumber, columnNumber } = callFrame;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(idle)') return 'waiting';
  if (!url.endsWith('/program.js')) return undefined;
  const entry = map.findEntry(lineNumber, columnNumber);
  const source = 'originalSource' in entry ? entry.originalSource : '';
  return (
    /(?:^|\/)src\/((?:lines|recognise|triage|summary)\/[\w-]+(?=\/)|[\w-]+)/.exec(source)?.[1] ?? 'packages'
  );
}

function print(times: ReadonlyMap<string, number>): void {
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  console.log(
    `${values.command}, ${values.size} of which ${Number(values.share) * 100} % of the lines have a code:`,
  );
  for (const [room, time] of [...times].sort(([, a], [, b]) => b - a))
    if (time >= all / 100) console.log(`${((100 * time) / all).toFixed(0).padStart(4)} %  ${room}`);
}
