import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { knownMessages } from '../../../src/catalogue/known-messages/index.ts';
import { LineScanner } from '../../../src/lines/scan/line-scanner.ts';
import { hidesSeverity } from '../../../src/recognise/counted-severity.ts';
import { showsSeverity } from '../../../src/recognise/prefilter.ts';
import { formats } from '../../../src/recognise/prefix/formats/index.ts';
import { readPrefix } from '../../../src/recognise/prefix/read-line.ts';
import { triageMarks } from '../../../src/triage/read/triage-marks.ts';
import { TriageReader } from '../../../src/triage/read/triage-reader.ts';

/** Lines of a good day, more than are looked at one by one. */
const ordinary = Array.from({ length: 8000 }, (_, index) => {
  const second = String(index % 60).padStart(2, '0');
  const minute = String(Math.floor(index / 60) % 60).padStart(2, '0');
  return `I20261129 06:${minute}:${second}.427733  86${index % 9} master_service.cpp:3110] key=req-${index}-chunk-0, size=${index}, slice_count=1, action=put_start_begin`;
});
const samples = knownMessages.flatMap((message) => message.samples);

describe('the lines that triage looks at', () => {
  it('are all samples of known messages, among many ordinary lines', () => {
    const scanner = new LineScanner({ maxLine: 1 << 20, ...triageMarks(builtInCatalogue()) });
    const looked = new Set<string>();
    const sink = {
      skipped: () => {},
      line: (buffer: Buffer, start: number, end: number) => {
        looked.add(buffer.toString('latin1', start, end));
      },
      longLine: () => {},
      longLineEnd: () => {},
    };
    const lines = [...ordinary, ...samples.flatMap((sample, index) => [ordinary[index]!, sample])];
    scanner.push(Buffer.from(`${lines.join('\n')}\n`), sink);
    scanner.end(sink);
    const asBytes = (text: string): string => Buffer.from(text).toString('latin1');
    expect(samples.filter((sample) => !looked.has(asBytes(sample)))).toEqual([]);
    expect(scanner.counts.looked).toBeLessThan(lines.length);
  });

  it('are those of formats that hide their severity from the prefilter', () => {
    for (const { samples: own } of formats)
      for (const { line } of own) {
        const { severity, message } = readPrefix(line);
        const isKnown = samples.some((sample) => sample.startsWith(line.slice(0, 8)));
        if (severity === undefined || !'WEF'.includes(severity) || isKnown) continue;
        expect([line, showsSeverity(line) || hidesSeverity(line.slice(0, message))]).toEqual([line, true]);
      }
  });

  it('tell the same as all lines do', async () => {
    const lines = [...ordinary, ...ordinary].flatMap((line, index) => {
      const sample = samples[index % samples.length]!;
      const wrapped = `mooncake-store-${index % 5}  | ${line}`;
      if (index % 40 === 7) return [line, sample];
      if (index % 40 === 9) return [wrapped, `  a line of a stack that has no stamp, RPC_FAIL`];
      return index % 3 === 0 ? [wrapped] : [line];
    });
    const all = await collected(lines, true);
    const marked = await collected(lines, false);
    expect(marked.log.series).toEqual(all.log.series);
    expect(marked.log.templates).toEqual(all.log.templates);
    expect(marked.log.processes).toEqual(all.log.processes);
    expect(marked.log.healthy).toEqual(all.log.healthy);
    expect([...marked.log.hosts].sort()).toEqual([...all.log.hosts].sort());
    expect(marked.log.clock.to).toBe(all.log.clock.to);
    expect(marked.lines).toBe(all.lines);
  });
});

async function collected(lines: readonly string[], everyLine: boolean) {
  const reader = new TriageReader(builtInCatalogue(), {
    choice: {},
    implied: true,
    normal: false,
    timezone: 'UTC',
    longest: 1 << 20,
    // Where hosts are asked for, each line may be the only one of its host.
    lines: everyLine
      ? { hosts: ['here', 'node-3', 'kv-a03', ...[0, 1, 2, 3, 4].map((at) => `mooncake-store-${at}`)] }
      : {},
  });
  const readable = Readable.from([Buffer.from(`${lines.join('\n')}\n`)]);
  return reader.read({ kind: 'stream', readable } as Parameters<TriageReader['read']>[0], 'log', 'here');
}
