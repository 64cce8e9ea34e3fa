import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { BlockScanner } from '../../src/lines/scan/block-scanner.ts';
import { Line } from '../../src/recognise/line.ts';
import { LineReader } from '../../src/recognise/line-reader.ts';
import { noRules } from '../../src/recognise/line-rules.ts';
import * as layout from '../../src/recognise/memory-layout.ts';
import { NameTable } from '../../src/recognise/names.ts';
import { plainPrefix } from '../../src/recognise/plain-prefix.ts';

const { names } = new NameTable(builtInCatalogue());
const reader = new LineReader(noRules(names));

/** Pieces of lines, put together at random. */
const text = (...pieces: string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...pieces) },
        fc.string({ unit: 'binary-ascii', maxLength: 3 }),
      ),
      { maxLength: 14 },
    )
    .map((all) => all.join('').replaceAll('\n', ' '));

/** What a line reader finds does not depend on where a line stands, so it is asked for one in the midst of others. */
function amongOthers(line: string): Line {
  const before = 'error -800 RPC_FAIL key=: ';
  const bytes = Buffer.from(`${before}${line} -800: RPC_FAIL, key=`, 'latin1');
  return reader.within(new Line(bytes, before.length, before.length + line.length));
}

function namesOf(line: string): [name: string, start: number, end: number][] {
  const found: [string, number, number][] = [];
  reader.eachName(amongOthers(line), 0, line.length, (name, start, end) =>
    found.push([names[name]!, start, end]),
  );
  return found;
}

describe('a line reader', () => {
  it('finds the names that regular expressions find', () => {
    const token = /(?<![A-Za-z0-9_])[A-Z0-9_]+(?![A-Za-z0-9_])/g;
    const wanted = (line: string) =>
      [...line.matchAll(token)]
        .filter((match) => names.includes(match[0]) && match[0].includes('_'))
        .map((match) => [match[0], match.index, match.index + match[0].length] as const)
        .filter(([, start, end]) => {
          const before = line.slice(0, start);
          const after = line.slice(end);
          if (/[A-Za-z0-9_][-@/.#]$/.test(before) && !/(?:ErrorCode|Status|Error)\.$/.test(before))
            return false;
          if (/^[-@/.#][A-Za-z0-9_]/.test(after) || before.endsWith('$') || after.startsWith('='))
            return false;
          return !/^\((?:$|[A-Za-z_)])/.test(after);
        });
    const line = text(
      'RPC_FAIL',
      'ERR_DNS',
      'K8S_LEASE_OPERATION_ERROR',
      '_',
      '$',
      '=',
      '(',
      ')',
      'ErrorCode.',
      '.Status.',
      '-',
      '@',
      '/',
      '#',
      ' ',
      'x',
      'X',
      '-800',
      'TRANSFER_FAIL',
    );
    fc.assert(
      fc.property(line, (sample) => {
        expect(namesOf(sample)).toEqual(wanted(sample));
      }),
      { numRuns: 3000 },
    );
  });

  it('finds more names than it looks for at once', () => {
    const line = 'RPC_FAIL, ERR_DNS; '.repeat(9);
    expect(namesOf(line).map(([name]) => name)).toEqual(Array(9).fill(['RPC_FAIL', 'ERR_DNS']).flat());
  });

  it('finds glog headers behind wrappers where a regular expression does', () => {
    const header = /(?<![A-Za-z0-9_./@-])[IWEF](?:\d{8}|\d{4}) \d\d:\d\d:\d\d/;
    const line = text(
      'E0730',
      'I20260730',
      'F',
      '0',
      '20260730',
      ' ',
      ' 11:49:18',
      '11:49:18',
      ':',
      '.1 1 a.cpp:1] ',
      '(Worker pid=1) ',
      '/',
      '-',
      'x'.repeat(490),
    );
    fc.assert(
      fc.property(line, (sample) => {
        expect(reader.glogHeader(amongOthers(sample))).toBe(sample.slice(0, 512).search(header));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads of the prefixes that vLLM writes what regular expressions read', () => {
    const prefix = text(
      '(EngineCore_DP0 pid=16173) ',
      '(Worker pid=7',
      ') ',
      'ERROR ',
      'INFO ',
      'WARNING ',
      'DEBUG ',
      'WARN ',
      '07-30 11:49:18 ',
      '[mooncake_store.py:65] ',
      '[a/b-c.d.py:0',
      '] ',
      'x',
      ' ',
      '2026-',
    );
    const usual = fc
      .tuple(
        fc.constantFrom('', '(EngineCore_DP0 pid=16173) ', '(A.b-c pid=1) ', '(APIServer) '),
        fc.constantFrom('ERROR ', 'INFO ', 'WARNING ', 'DEBUG ', 'FATAL '),
        fc.constantFrom('07-30 11:49:18 ', '13-41 99:99:99 ', '2026-07-30 11:49:18 ', '07-30 11:49:18,123 '),
        fc.constantFrom(
          '[mooncake_store.py:65] ',
          '[a/b.py:7]',
          '[a.b/c:1] ',
          '[.py:1] ',
          '[a-b.c_d:12] ',
          'x.py:1] ',
        ),
        prefix,
      )
      .map((parts) => parts.join(''));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(prefix, usual), (sample) => {
        const found = reader.pythonPrefix(amongOthers(sample));
        if (found === undefined) return;
        read++;
        expect({ ...found, hour: 0, withinHour: 0 }).toEqual(plainPrefix(sample));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('finds free negative numbers where a regular expression does', () => {
    const free = /(?<![^ =:[({,"'<\t])-[1-9]\d{0,4}(?!\d|[A-Za-z_%]|[-/@.:][A-Za-z0-9_])/g;
    const line = text(
      '-',
      '8',
      '00',
      '1',
      ' ',
      '=',
      ':',
      '[',
      ',',
      '.',
      '/',
      '-1',
      '-800',
      '-70000',
      '-700000',
      'x',
      '%',
    );
    fc.assert(
      fc.property(line, (sample) => {
        const found: [number, number, number][] = [];
        const whole = amongOthers(sample);
        for (let at = reader.nextNegative(whole, 0, sample.length); at !== undefined; ) {
          found.push([at.value, at.start, at.end]);
          at = reader.nextNegative(whole, at.end, sample.length);
        }
        expect(found).toEqual(
          [...sample.matchAll(free)].map((match) => [
            Number(match[0]),
            match.index,
            match.index + match[0].length,
          ]),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('finds brackets that may open a list where a regular expression does', () => {
    const opening = /(?<=[=:d] ?)[[{]/g;
    const line = text('[', '{', '=', ':', 'd', ' ', ']', '0, ', '-800', 'returned ', 'res:', 'x');
    fc.assert(
      fc.property(line, (sample) => {
        const found: number[] = [];
        const whole = amongOthers(sample);
        for (let at = reader.nextOpening(whole, 0, sample.length); at < sample.length; ) {
          found.push(at);
          at = reader.nextOpening(whole, at + 1, sample.length);
        }
        expect(found).toEqual([...sample.matchAll(opening)].map(({ index }) => index));
      }),
      { numRuns: 3000 },
    );
  });

  it('finds words that may be statuses where a regular expression does', () => {
    const status = /(?:^|(?<=[(:]|: ))[A-Z][A-Za-z]{2,32}(?=:(?: |$))/g;
    const line = text(
      'MetadataError',
      'Ab',
      'Context',
      'x'.repeat(31),
      ':',
      ' ',
      ': ',
      '(',
      ')',
      '8:',
      '_',
      'A',
    );
    fc.assert(
      fc.property(line, (sample) => {
        const found: [number, number][] = [];
        const whole = amongOthers(sample);
        for (let at = reader.nextStatus(whole, 0, sample.length, 0); at !== undefined; ) {
          found.push([at.start, at.end]);
          at = reader.nextStatus(whole, at.end + 1, sample.length, 0);
        }
        expect(found).toEqual(
          [...sample.matchAll(status)].map(({ 0: name, index }) => [index, index + name.length]),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('finds the bare code that a status prints, and numbers of three digits, where regular expressions do', () => {
    const line = text(
      'error code is ',
      'error ',
      'code is ',
      'c',
      'Context',
      '=',
      ' ',
      '131',
      '1',
      '0000',
      ',',
      ')',
      'x',
      '.',
    );
    fc.assert(
      fc.property(line, (sample) => {
        const whole = amongOthers(sample);
        expect(reader.hasBareCode(whole, 0, sample.length)).toBe(sample.includes('error code is '));
        const digits = sample.search(/(?<=[= ])\d{3}(?=[ ,.;)]|$)/);
        expect(reader.threeDigits(whole, 0, sample.length)).toBe(digits === -1 ? sample.length : digits);
      }),
      { numRuns: 3000 },
    );
  });

  it('knows every source, however many there are', () => {
    for (let round = 0; round < 2; round++) {
      for (let number = 0; number < 3000; number++) {
        const line = reader.within(`E0730 11:49:18.1 1 some/folder/file_${number}.cpp:${number}] x`);
        const prefix = reader.glogPrefix(line, 0);
        expect([prefix?.file, prefix?.fileLine]).toEqual([`file_${number}.cpp`, number]);
      }
    }
  });

  it('reads lines of any length, and lines in the memory of scanners, one after the other', () => {
    const scanners = [new BlockScanner(), new BlockScanner()];
    for (const scanner of scanners) reader.share(scanner);
    const one = 'E0730 11:49:18.1 1 a.cpp:1] RPC_FAIL';
    for (let round = 0; round < 3; round++) {
      for (const { buffer } of scanners) {
        buffer.write(one, layout.lines, 'latin1');
        const line = new Line(buffer, layout.lines, layout.lines + one.length);
        expect(reader.within(line)).toBe(line);
        expect(reader.glogPrefix(line, 0)?.file).toBe('a.cpp');
      }
      const long = `${one}${'x'.repeat(100_000 * (round + 1))} ERR_DNS`;
      expect(namesOf(long).at(-1)).toEqual(['ERR_DNS', long.length - 7, long.length]);
      expect(reader.glogPrefix(reader.within(long), 0)?.messageEnd).toBe(long.length);
    }
  });
});
