import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import type { SelectingOptions } from '../../../src/commands/selected-inputs.ts';
import { sinkMaker } from '../../../src/commands/selected-inputs.ts';
import { LineScanner } from '../../../src/lines/scan/line-scanner.ts';
import { NamedOutput } from '../../../src/output/line-output.ts';
import {
  explainEmptySelection,
  noTimes,
  type Selection,
} from '../../../src/output/selection/selected-lines.ts';
import { Tally } from '../../../src/tally/tally.ts';

const everything: Selection = { grep: [], exclude: [], range: undefined, only: false, before: 0, after: 0 };

/** What is written of some inputs, and how many lines with a code were counted. */
function written(
  inputs: readonly (string | readonly string[])[],
  selection: Partial<Selection>,
  { longest = 1 << 20, output = 'text' }: { longest?: number; output?: 'text' | 'ndjson' } = {},
) {
  const chosen = { ...everything, ...selection };
  const options: SelectingOptions = {
    catalogue: builtInCatalogue(),
    files: [],
    choice: {},
    implied: true,
    normal: false,
    timezone: 'UTC',
    only: chosen.only,
    output,
    colour: false,
    append: false,
    multiline: false,
    summary: false,
    interval: undefined,
    longest,
    harmless: false,
    selection: chosen,
  };
  const pieces: Buffer[] = [];
  const writer = new NamedOutput(
    {
      bytes: (bytes, start, end) => void pieces.push(Buffer.from(bytes.subarray(start, end))),
      text: (text) => void pieces.push(Buffer.from(text as string)),
      waiting: false,
      closed: false,
      room: async () => {},
      send: async () => {},
      flush: async () => {},
    },
    'none',
  );
  const tally = new Tally();
  const times = noTimes();
  const scanner = new LineScanner({ maxLine: longest, everyLine: true });
  const sinkOf = sinkMaker(options, scanner, {
    tally,
    times,
    render: (record) => `${JSON.stringify(record)}\n`,
  });
  for (const [index, input] of inputs.entries()) {
    writer.begin({ name: String(index) }, false);
    const { sink, flush } = sinkOf({ writer }, String(index), Date.UTC(2026, 11, 1));
    for (const chunk of [input].flat()) scanner.push(Buffer.from(chunk), sink);
    scanner.end(sink);
    flush();
  }
  return { text: Buffer.concat(pieces).toString(), found: tally.found, lines: tally.lines, times, chosen };
}

const code = 'E0730 02:14:13.000402 1 real_client.cpp:1] connect: RPC_FAIL';
const annotation = '  <- Store / RPC: RPC_FAIL (-900): RPC operation failed';

describe('selected lines', () => {
  it('are those that match, annotated as ever', () => {
    const log = `quiet\n${code}\nother ${'x'.repeat(20)}\n`;
    expect(written([log], { grep: [/connect/] }).text).toMatch(/^E0730 .* RPC_FAIL {2}<- Store.*\n$/);
    expect(written([log], { exclude: [/quiet|other/] }).text).toBe(written([`${code}\n`], {}).text);
    expect(written([log], { grep: [/quiet/, /other/], exclude: [/x{20}/] }).text).toBe('quiet\n');
  });

  it('are followed and preceded by as many others as are asked for, as grep would have it', () => {
    const isA = /a/;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'ab', ''), { maxLength: 30 }),
        fc.nat(3),
        fc.nat(3),
        fc.nat(4),
        fc.constantFrom('\n', '\r\n'),
        (lines, before, after, size, end) => {
          const log = lines.map((line) => line + end).join('');
          const chunks = log.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? [];
          const chosen = { grep: [isA], exclude: [/c/], before, after };
          const expected: string[] = [];
          let last = -1;
          for (const [index, line] of lines.entries()) {
            if (line === 'c') continue;
            const others = lines.map((other, at) => ({ other, at })).filter(({ other }) => other !== 'c');
            const at = others.findIndex((entry) => entry.at === index);
            const near = others
              .slice(Math.max(0, at - after), at + before + 1)
              .some(({ other }) => isA.test(other));
            if (!near) continue;
            if (before + after > 0 && last !== -1 && last !== index - 1) expected.push('--\n');
            expected.push(line + end);
            last = index;
          }
          expect(written([chunks], chosen).text).toBe(expected.join(''));
        },
      ),
      { seed: 19, numRuns: 50 },
    );
  });

  it('count alone, with the whole number of lines', () => {
    const log = `${code}\n${code} again\n`;
    const { found, lines } = written([log], { grep: [/again/], before: 1 });
    expect({ found, lines }).toEqual({ found: 1, lines: 2 });
  });

  it('are of the time that is asked for, and lines without a stamp belong to those before them', () => {
    const stamped = (minute: number): string => `E20260730 02:${minute}:13.000402 1 a.cpp:1] m${minute}`;
    const log = `no stamp\n${[10, 11, 12].map((minute) => `${stamped(minute)}\n  at ${minute}\n`).join('')}`;
    const range = { since: Date.UTC(2026, 6, 30, 2, 11), until: Date.UTC(2026, 6, 30, 2, 12) };
    expect(written([log], { range }).text).toBe(`${stamped(11)}\n  at 11\n`);
  });

  it('say so where none is of the time that is asked for', () => {
    const range = { since: Date.UTC(2027, 1, 1), until: undefined };
    const { times, chosen, text } = written(['E20260730 02:10:13.000402 1 a.cpp:1] m\n'], { range });
    expect(text).toBe('');
    expect(explainEmptySelection(times, { selection: chosen, timezone: 'UTC' })).toBe(
      'no line is of the time that was asked for: the logs go from 2026-07-30 02:10:13 to 2026-07-30 02:10:13',
    );
  });

  it('stay whole when they are longer than what is searched', () => {
    const long = `match ${'x'.repeat(300)}`;
    const log = `first\n${long}\nbehind\nlast\n`;
    expect(written([log], { grep: [/match/], before: 1, after: 1 }, { longest: 100 }).text).toBe(
      `first\n${long}\nbehind\n`,
    );
    expect(written([log], { grep: [/last/], before: 2 }, { longest: 100 }).text).toBe('behind\nlast\n');
  });

  it('do not run into those of the next input', () => {
    expect(written(['a1', 'a2\n'], { grep: [/a/] }).text).toBe('a1\na2\n');
    expect(written(['a1', 'a2\n'], { grep: [/a/], after: 1 }).text).toBe('a1\n--\na2\n');
  });

  it('keep their numbers and places in records', () => {
    const lines = [
      'E20260730 02:10:13.000402 41 a.cpp:1] first',
      'x',
      'E20260730 02:10:14.000402 4242 a.cpp:7] hit',
    ];
    const log = `${lines.join('\n')}\n`;
    const records = written([log], { grep: [/hit/], before: 2 }, { output: 'ndjson' })
      .text.trim()
      .split('\n');
    const whole = written([log], {}, { output: 'ndjson' }).text.trim().split('\n');
    expect(records).toEqual(whole);
    expect(JSON.parse(records[2]!)).toMatchObject({ line: 3, tid: 4242, msg: 'hit' });
  });

  it('stay JSON, also as context', () => {
    const log = '{"msg":"put: RPC_FAIL"}\n{"msg":"hit"}\n';
    const [context, hit] = written([log], { grep: [/hit/], before: 1 }).text.split('\n');
    expect(JSON.parse(context!)).toMatchObject({ msg: 'put: RPC_FAIL' });
    expect(Object.keys(JSON.parse(context!))).toHaveLength(2);
    expect(hit).toBe('{"msg":"hit"}');
  });

  it('carry no annotation twice', () => {
    const log = `${code}${annotation}\n`;
    expect(written([log], { grep: [/RPC_FAIL/] }).text).toBe(log);
  });
});
