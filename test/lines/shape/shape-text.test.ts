import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as layout from '../../../src/lines/shape/memory-layout.ts';
import { endInLine, shapeTextOf, startInLine, withStampDigits } from '../../../src/lines/shape/shape-text.ts';
import { tableOnMemory } from './table-on-memory.ts';

const rules = {
  words: new Set(['0', '100', '131', '107000', 'K8S', 'D2H', 'hf3fs', 'IPv4', '0x7bc8a', '0x1234567890abcd']),
  stems: new Set(['rank', 'TP', 'DP']),
  units: new Set(['ms', 's', 'MB']),
  glued: ['device', 'keys'],
  decimal: '7',
};
/** Rules of a catalogue in which every digit is a code, behind some texts. */
const ledRules = {
  ...rules,
  decimal: '77',
  led: {
    numbers: new Set(['7', '12', '503']),
    ends: new Set(['status', 'is', 'http_', '\x01>', '\x02http/', '\x02http/12.', '\x02http/12.7']),
  },
};

describe('the text of a shape', () => {
  test.each([
    ['a plain text stays', 'no digits here', 'no digits here'],
    ['numbers become 7', 'x=4121 y 12', 'x=7 y 7'],
    ['hexadecimal numbers become 0x7f', 'at 0x7f3a00, 0X1', 'at 0x7f, 0x7f'],
    ['other runs become a7', 'id a1b2c3 7f3a', 'id a7 a7'],
    ['negative numbers that stand alone stay', 'error=-704, (-12345) [-1]', 'error=-704, (-12345) [-1]'],
    ['longer ones are of a kind of their own', 'error=-123456', 'error=-7777777'],
    ['others do not', 'mlx5-704 a--704 node_-3 1.-3', 'a7-7 a--7 node_-7 7.-7'],
    [
      '0, numbers and words of the rules stay',
      'rc=0 status 131, K8S D2H hf3fs',
      'rc=0 status 131, K8S D2H hf3fs',
    ],
    ['lines of source files stay', 'a.cpp:123] b.py:7 c.com:80 x.h:9', 'a.cpp:123] b.py:7 c.com:7 x.h:9'],
    ['with their names', 'v1_x9.py:7 [a1b2.cpp:12]', 'v1_x9.py:7 [a1b2.cpp:12]'],
    ['runs are cut behind stems', 'rank12 TP3 EngineCore_DP0', 'rank7 TP7 EngineCore_DP0'],
    ['and behind what is glued to them', 'devicemlx5_1 keys0x7f34', 'devicea7_7 keys0x7f'],
    ['those that are kept stay in any case', 'at 0x7bc8a, 0X7BC8A, 0x7BC8b', 'at 0x7bc8a, 0X7BC8A, 0x7f'],
    ['a hexadecimal number ends before other letters', 'at 0x7f3alen: 4', 'at 0x7flen: 7'],
    ['and a number before its unit', 'in 500ms, 12xs 30s', 'in 7ms, a7 7s'],
    ['a list holds each value once', 'res:[0, -800, 0, -800, -1]', 'res:[0, -800, -1]'],
    ['whatever its numbers', 'q=[412,413,414] {5, 6}', 'q=[7] {7}'],
    ['escapes of terminals are left out', '\x1b[1;93m2026 \x1b[0mE12', '7 a7'],
    ['also within a clock', '11:\x1b[1m49\x1b[0m:18', '00:00:00'],
    ['also what chooses characters, or is one sign', '\x1b(BE12 \x1b7\x1b8x1\x1bc', 'a7 a7'],
    ['those that rsyslog wrote are no part of a run', 'a #033[1;31mE12 #033[0m3', 'a #7[1;31ma7 #7[0m7'],
    ['nor those of cat -v', '^[[31mE12 ^[[0KE3 ^[[31xE4', '^[[31ma7 ^[[0Ka7 ^[[a7'],
    ['nor those of JSON', String.raw`"\nE12 \u001b[31m44 A"`, String.raw`"\na7 \u001b[31m7 A"`],
    ['a clock keeps its widths, and its date', 'E0730 11:49:18.123 12 x', 'E0000 00:00:00.000 7 x'],
    ['of any form', '2026-07-30T11:49:18.5Z 07-30 01:02:03', '0000-00-00T00:00:00.0Z 00-00 00:00:00'],
    [
      'with its zone',
      '30/Jul/2026:11:49:18 +0200] 11:49:18+08:00',
      '00/Jul/0000:00:00:00 +0000] 00:00:00+00:00',
    ],
    ['no clock has three digits at a place', '111:49:18 11:49:180 11:149:18', '7:7:7 7:7:7 7:7:7'],
    ['nor stands behind the name of a source file', 'a1.cpp:11:22:33 x', 'a1.cpp:11:7:7 x'],
    ['syslog, too', 'Nov  3 11:49:18 node7 a[9]', 'Nov  0 00:00:00 a7 a[7]'],
    [
      'with a month that is not padded',
      'E730 11:49:18.1 [E 260730 11:49:18 x]',
      'E000 00:00:00.0 [E 000000 00:00:00 x]',
    ],
    [
      'severities and source lines of records stay',
      '"level":50,"PRIORITY": "3" "severityNumber":17,"lineno":212,"line_number" : 3,"levelno":40 lineno=88',
      '"level":50,"PRIORITY": "3" "severityNumber":17,"lineno":212,"line_number" : 3,"levelno":40 lineno=88',
    ],
    ["and syslog's", '<27>1 a <134>x', '<27>1 a <134>x'.replace('1 a', '7 a')],
    [
      'other numbers of records do not',
      '"level":500,"tid":50,"block_number":3,"timeline":7,"baseline":12 b<27> <1234>',
      '"level":7,"tid":7,"block_number":7,"timeline":7,"baseline":7 b<7> <7>',
    ],
    ['and the kernel', '[Thu Jul 30 11:49:18 2026] mlx5', '[Thu Jul 00 00:00:00 0000] a7'],
  ])('%s', (_, line, text) => {
    expect(shapeTextOf(line, rules).text).toBe(text);
  });
});

describe('numbers that are codes behind some texts only', () => {
  test.each([
    ['stay behind the text', 'status 12, status=7', 'status 12, status=7'],
    [
      'in any case, and with what may stand between',
      'STATUS: "12" status = [503]',
      'STATUS: "12" status = [503]',
    ],
    ['of a version, and behind one', 'HTTP/12.7" 503, 12.7 503', 'HTTP/12.7" 503, 77.77 77'],
    ['in a name', 'HTTP_503, mlx5_7', 'HTTP_503, a7_77'],
    ['behind a sign', 'a.cc:1 -> 12', 'a.cc:1 -> 12'],
    ['not behind other texts', 'x=12 mystatus_a 12 7', 'x=77 mystatus_a 77 77'],
    ['not other numbers', 'status 77 status 13', 'status 77 status 77'],
    ['not too far behind it', 'status =  =  = 12', 'status =  =  = 77'],
  ])('%s', (_, line, text) => {
    expect(shapeTextOf(line, ledRules).text).toBe(text);
  });
});

/** Pieces of which logs are made, and what is meant to confuse. */
const pieces = fc.constantFrom(
  ...[
    '0',
    '7',
    '12',
    '-704',
    '-',
    '-123456',
    '0x7f3a',
    'http/',
    '0x',
    'x',
    'status',
    '503',
    ' is ',
    '=',
    '"',
    'E0730',
    ' ',
    ' ',
    ':',
    ',',
    ', ',
    '[',
    ']',
    '{',
    '.cpp:',
    '.py:',
  ],
  ...[
    '11:49:18',
    '2026-07-30',
    'T',
    'Z',
    '+08:00',
    '.123456',
    '30/Jul/2026:',
    'rank',
    'TP',
    'device',
    'keys',
    'K8S',
    '\x1b[',
    'm',
    '\\',
  ],
  ...[
    'u001b[',
    '\\n',
    '\\u0041',
    'Nov  3 ',
    'abcdef',
    '\n',
    '\0',
    '\x80',
    'é',
    '_',
    '/',
    '=',
    '(',
    ' 2026]',
    '+0800',
    'a.h:',
    'x9_',
    '"level":',
    '"PRIORITY":"',
    '"severity_number": ',
    '"line":',
    'lineno=',
    '"line_number" : ',
    'E730 ',
    '260730 ',
    '<',
    '>',
    'a1b2c3d4e5f6a7b8c9d0',
  ],
  ...['#033[', '#', '^[[', '^', '1;31m', '\x1b(', '\x1b8', 'BE12', '0X7BC8A', '0x7Bc8a', '0X1234567890ABCD'],
);
const lines = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 })
    .map((bytes) => String.fromCharCode(...bytes)),
);

describe.each([
  ['', rules],
  [', with numbers behind some texts', ledRules],
])('the function in WebAssembly%s', (_, rules) => {
  const { table, memory } = tableOnMemory(rules);
  const bytes = Buffer.from(memory.buffer);

  function expectSame(line: string): void {
    const start = layout.lines + 64;
    // Bytes behind the line must not matter.
    bytes.write(`${line}9:9a[0x`, start, 'latin1');
    bytes.write('99-', start - 3, 'latin1');
    if (table.find(start, line.length) === -1 && table.add() === -1) table.clear();
    const shape = shapeTextOf(line, rules);
    expect(table.text(start)).toBe(withStampDigits(shape));
    for (let at = 0; at <= shape.text.length; at++) {
      const places = [table.startInLine(at), table.endInLine(at)];
      // Asserting each of these millions of places would take most of the time.
      if (places[0] !== startInLine(shape, at) || places[1] !== endInLine(shape, at))
        expect(places, `${at} of ${line}`).toEqual([startInLine(shape, at), endInLine(shape, at)]);
    }
  }

  test('gives the same as the one in TypeScript, on any bytes', () => {
    fc.assert(fc.property(lines, expectSame), { numRuns: 6000, seed: 13 });
  });

  test('gives the same on the lines of the corpora', () => {
    for (const name of ['store', 'transfer-engine', 'callers'])
      for (const line of readFileSync(`fixtures/${name}.log`, 'latin1').split('\n')) expectSame(line);
  });

  test('knows a shape again, whatever its numbers are', () => {
    const { table, memory } = tableOnMemory(rules);
    const bytes = Buffer.from(memory.buffer);
    const numberOf = (line: string): number => {
      bytes.write(line, layout.lines, 'latin1');
      const number = table.find(layout.lines, line.length);
      return number === -1 ? table.add() : number;
    };
    expect(numberOf('E0730 11:49:18.123456 12345 a.cpp:3] key=a1 rc=-704')).toBe(0);
    expect(numberOf('E0812 01:02:03.654321 7 a.cpp:3] key=bb22 rc=-704')).toBe(0);
    expect(numberOf('E0812 01:02:03.654321 7 a.cpp:3] key=bb22 rc=-705')).toBe(1);
    expect(numberOf('E0812 01:02:03.654321 7 a.cpp:4] key=bb22 rc=-704')).toBe(2);
    expect(table.size).toBe(3);
  });
});
