/** Speed of the marking kernel alone and of `wc -l` on the same corpus, in one run: `npm run bench:kernel [-- MiB]`. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { Kernel } from '../../src/lines/prefilter/kernel.ts';
import { isCandidate } from '../../src/recognise/prefilter.ts';
import { corpus, corpusFile } from './corpus.ts';

const size = Number(process.argv[2] ?? 256) * 2 ** 20;
const gigabytes = (seconds: number) => `${(size / seconds / 1e9).toFixed(2)} GB/s`;
const best = (run: () => void, times = 5) => {
  let shortest = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const start = process.hrtime.bigint();
    run();
    shortest = Math.min(shortest, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return shortest;
};

for (const share of [0, 0.01, 0.2]) {
  const path = corpusFile({ size, share });
  const wc = best(() => spawnSync('wc', ['-l', path]));
  const sample = [...corpus({ size: 2 ** 24, share })].join('').split('\n').slice(0, -1);
  const candidates = sample.filter((line) => isCandidate(line)).length;
  console.log(
    `share ${share}: mean line ${(2 ** 24 / sample.length).toFixed(0)} bytes, ${((100 * candidates) / sample.length).toFixed(2)} % candidates, wc -l ${gigabytes(wc)}`,
  );
  for (const block of [64, 128, 256, 512, 1024, 4096]) {
    const kernel = new Kernel(block * 1024);
    const from = kernel.input;
    let inMemory = 0;
    let found = 0;
    const whole = best(() => {
      const file = openSync(path, 'r');
      inMemory = 0;
      found = 0;
      for (;;) {
        const length = readSync(file, kernel.bytes, from, block * 1024, null);
        if (length === 0) break;
        const start = process.hrtime.bigint();
        const end = kernel.bytes.lastIndexOf(10, from + length - 1) + 1;
        let at = from;
        while (at < end) {
          found += kernel.scan(at, end);
          at = kernel.stopped;
        }
        inMemory += Number(process.hrtime.bigint() - start) / 1e9;
      }
      closeSync(file);
    });
    console.log(
      `  ${block} KiB blocks: read and mark ${gigabytes(whole)}, mark ${gigabytes(inMemory)}, ${found} found`,
    );
  }
}
