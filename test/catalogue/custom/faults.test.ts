import { describe, expect, it } from 'vitest';
import { faultsOf } from './merged.ts';

/** A component with one code, ready for more fields. */
const queue = `components:
  Queue:
    codes:
      - name: QUEUE_FULL
        value: 4001
        description: No room.
`;
const message = `messages:
  - file: queue.cpp
    severity: E
    pattern: 'giving up on {}'
    sample: E0730 11:49:18.1 1 queue.cpp:1] giving up on x
`;

describe('a fault is reported with its line, its column and what to do', () => {
  it.each([
    ['an empty file', '', '1:1: the file is empty; begin with "components:" or "messages:"'],
    ['a list', '- a', '1:1: the file must be a map with the fields components and messages'],
    ['an unknown field at the top', 'codes: []', '1:1: unknown field "codes"'],
    [
      'an unknown field of a code',
      queue.replace('description', 'descripton'),
      '6:9: unknown field "descripton"; did you mean description?',
    ],
    [
      'an unknown field of a form',
      `${queue}    numbers:\n      - befor: [x]\n`,
      '8:9: unknown field "befor"; known are after, fields, beside, hex, unknown, bases, negated, only, severity, files, loggers',
    ],
    [
      'names of no field',
      `${queue}    numbers:\n      - {after: [x], only: names}\n`,
      '8:9: "only" tells what "fields" hold; name fields, or leave it out',
    ],
    [
      'something below zero that is added to values',
      `${queue}    numbers:\n      - {after: [x], bases: [-1]}\n`,
      '8:30: entry 1 of bases must not be less than 0',
    ],
    [
      'what stands beside no field',
      `${queue}    numbers:\n      - {after: [x], beside: [method]}\n`,
      '8:9: "beside" tells which "fields" count; name fields, or leave it out',
    ],
    [
      'text for a value',
      queue.replace('4001', '"4001"'),
      '5:16: "value" must be a whole number without quotes',
    ],
    ['a fraction', queue.replace('4001', '4001.5'), '5:16: "value" must be a whole number'],
    ['a huge value', queue.replace('4001', '1e12'), '5:16: "value" must have at most 32 bits'],
    [
      'a code without a name',
      queue.replace('name: QUEUE_FULL', 'group: A'),
      '4:9: entry 1 of codes has no name; add one',
    ],
    ['a name of two words', queue.replace('QUEUE_FULL', 'QUEUE FULL'), '4:15: "name" is no name of a code'],
    [
      'no description',
      'components:\n  Queue:\n    codes:\n      - name: QUEUE_FULL\n        value: 1\n',
      '4:15: QUEUE_FULL is new in Queue and needs a description',
    ],
    [
      'a mistyped name of a built-in code',
      'components:\n  Store:\n    codes:\n      - name: RPC_FIAL\n        description: x\n',
      '4:15: RPC_FIAL is new in Store and needs a value; did you mean RPC_FAIL?',
    ],
    [
      'a value that is taken',
      'components:\n  Store:\n    codes:\n      - {name: MINE, value: -900, description: x}\n',
      '4:29: -900 is RPC_FAIL of Store already',
    ],
    ['a name given twice', `${queue}      - name: QUEUE_FULL\n`, '7:15: QUEUE_FULL stands twice in Queue'],
    [
      'another spelling of a component',
      'components:\n  te:\n    codes: []\n',
      '2:3: "te" is another spelling of TransferEngine',
    ],
    [
      'a reserved component',
      'components:\n  Ambiguous: {}\n',
      '2:3: "Ambiguous" is what undecided findings are called',
    ],
    ['a component with a slash', 'components:\n  a/b: {}\n', '2:3: "a/b" is no name for a component'],
    [
      'a new component without codes',
      'components:\n  Queue: {}\n',
      '2:3: Queue is a new component without codes',
    ],
    ['a group with a colon', `${queue}        group: "a: b"\n`, '7:16: "group" must not hold'],
    ['an empty list entry', `${queue}        cause:\n          -\n`, '8:12: entry 1 of cause has no value'],
    ['text for a list', `${queue}        cause: x\n`, '7:16: "cause" must be a list'],
    [
      'a number for a sample',
      `${queue}        sample: 5\n`,
      '7:17: "sample" must be a line, or a list of lines',
    ],
    ['an empty sample', `${queue}        sample: ""\n`, '7:17: "sample" must not be empty'],
    ['names of no own lines', `${queue}    names: own\n`, '7:12: names: own needs files or loggers'],
    [
      'a form that says nothing',
      `${queue}    numbers:\n      - {}\n`,
      '8:9: a form of numbers needs "after"',
    ],
    [
      'a form that is any text',
      `${queue}    numbers:\n      - after: ['{}']\n`,
      '8:17: entry 1 of after must begin and end with fixed text',
    ],
    [
      'a file with folders',
      `${queue}    files: [src/queue.cpp]\n`,
      '7:13: entry 1 of files must be the base name',
    ],
    [
      'a message without a code',
      message,
      '2:5: the message is new and needs "code", "oneOf", or "code: none"',
    ],
    [
      'a message without a sample',
      `${message.replace(/ {4}sample.*\n/, '')}    code: RPC_FAIL\n`,
      '2:5: the message is new and needs a "sample"',
    ],
    [
      'a message of nobody',
      `${message.replace('file: queue.cpp', 'note: x')}    code: RPC_FAIL\n`,
      '2:5: a message needs "file" or "logger"',
    ],
    [
      'a message of any text',
      `${message.replace("'giving up on {}'", "'{}{}'")}    code: none\n`,
      '4:14: "pattern" must hold at least 3 letters',
    ],
    [
      'a message at info',
      `${message.replace('severity: E', 'severity: I')}    code: none\n`,
      '3:15: "severity" must be E, W or F',
    ],
    [
      'a message with an unknown code',
      `${message}    code: RPC_FIAL\n`,
      '6:11: no code is named RPC_FIAL; did you mean RPC_FAIL?',
    ],
    [
      'a message with a name of two components',
      `${message}    code: OK\n`,
      '6:11: OK is a code of TransferEngine and of Store; say which with "component"',
    ],
    [
      'a message with another component’s code',
      `${message}    component: Tent\n    code: RPC_FAIL\n`,
      '7:11: Tent has no code RPC_FAIL; it is one of Store',
    ],
    [
      'a message that implies two groups',
      `${message}    oneOf: [RPC_FAIL, TRANSFER_FAIL]\n`,
      '6:23: TRANSFER_FAIL is of Store / Transfer, RPC_FAIL of Store / RPC; a message can only imply codes of one group',
    ],
    ['a broken quote', "messages:\n  - file: 'a", '2:13: Missing closing'],
    ['a broken list', '{"messages": [', '1:15: '],
    ['an empty field', queue.replace('No room.', ''), '6:22: "description" has no value; say something'],
    [
      'a colon in a text',
      queue.replace('No room.', 'failed: no room'),
      '6:22: a colon within a text begins a map here; put the text in quotes',
    ],
    [
      'a colon in a text within braces',
      'components:\n  A: {codes: [{name: A_X, value: 4, description: failed: no room}]}\n',
      '2:50: a colon within a text begins a map here; put the text in quotes',
    ],
    [
      'a text that begins with {}',
      message.replace("'giving up on {}'", '{} tries'),
      '4:17: the text begins with {, which YAML takes for a map; put the whole text in quotes',
    ],
    [
      'a text that begins with a bracket',
      queue.replace('No room.', '[Queue] no room.'),
      '6:30: the text begins with [, which YAML takes for a list; put the whole text in quotes',
    ],
    ['two documents', `${queue}---\n${queue}`, '7:1: a second document begins here (---)'],
    ['a tab', queue.replace('  Queue', '\tQueue'), '2:1: a tab indents this line; indent with blanks'],
    ['a zero byte', `${queue}\0`, '7:1: a zero byte stands here; is the file text, in UTF-8?'],
    ['a doubled key', `${queue}  Queue: {}\n`, '7:3: "Queue" stands here a second time; put both'],
    [
      'a list as a key',
      'components:\n  ? [a, b]\n  : codes: []\n',
      '2:5: a list or map is no name of an entry; write one word',
    ],
    [
      'an alias of a list as a key',
      'x-a: &a [a]\ncomponents:\n  *a : {}\n',
      '3:3: a list or map is no name of an entry',
    ],
    [
      'an alias without an anchor',
      'x-a: &a [1]\ncomponents: *b\n',
      '2:13: no anchor &b stands before this alias',
    ],
    [
      'an alias of what it stands in',
      'x-a: &a [*a]\ncomponents: {}\n',
      '1:10: &a holds itself by this alias',
    ],
    [
      'a merge without an anchor',
      'components:\n  Queue:\n    names: own\n    <<: *nope\n',
      '4:9: no anchor &nope stands before this alias',
    ],
    ['a merge of a number', 'x-a: &a 3\ncomponents:\n  <<: *a\n', '3:7: << takes a map, or a list of maps'],
    ['a merge of nothing', 'components:\n  <<:\n', '2:6: << takes a map, or a list of maps'],
    [
      'aliases that blow up',
      `x-a: &a [${'a, '.repeat(10)}]\nx-b: &b [${'*a, '.repeat(10)}]\nx-c: &c [${'*b, '.repeat(10)}]\nx-d: [*c, *c]\n`,
      '4:11: aliases of aliases make too many values here',
    ],
  ])('%s', (_, text, expected) => {
    const faults = faultsOf(text);
    expect(faults.map((fault) => fault.slice(0, `own.yaml:${expected}`.length))).toContain(
      `own.yaml:${expected}`,
    );
  });

  it('and by nothing else: the library for YAML warns of nothing', () => {
    const warned: unknown[] = [];
    const warn = process.emitWarning;
    process.emitWarning = (text: unknown) => void warned.push(text);
    try {
      expect(faultsOf('components:\n  ? [a, b]\n  : codes: []\n')).toHaveLength(1);
      expect(faultsOf('x-a: &a [a]\ncomponents:\n  ? {*a : 1}\n  : codes: []\n')).not.toEqual([]);
    } finally {
      process.emitWarning = warn;
    }
    expect(warned).toEqual([]);
  });

  it('takes merges of maps, of lists of them, and of maps written out', () => {
    const merges = (value: string) =>
      `x-a: &a {group: One}\nx-b: &b {group: Two}\n${queue}        <<: ${value}\n`;
    for (const value of ['*a', '[*a, *b]', '{group: Three}', '[{group: Three}, *a]'])
      expect(faultsOf(merges(value))).toEqual([]);
  });

  it('all at once, in the order of the lines', () => {
    const text = queue.replace('value', 'valu').replace('description: No room.', 'cause: 1');
    expect(faultsOf(text).map((fault) => fault.split(': ')[0])).toEqual(['own.yaml:5:9', 'own.yaml:6:16']);
    const names = `${queue}      - name: A_B\n      - name: C_D\n`;
    expect(faultsOf(names).map((fault) => fault.split(': ')[0])).toEqual(['own.yaml:7:15', 'own.yaml:8:15']);
  });

  it('brackets nested without end are one fault', () => {
    expect(faultsOf('['.repeat(20_000))).toEqual([
      expect.stringContaining('brackets are nested too deep; a catalogue has few levels'),
    ]);
  });

  it('aliases that blow up are refused', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    expect(faultsOf(levels.join('\n'))[0]).toContain('alias');
  });

  it('a fault in one file names that file', () => {
    expect(faultsOf(queue, 'x: 1')[0]).toMatch(/^own2\.yaml:1:1: /);
  });
});
