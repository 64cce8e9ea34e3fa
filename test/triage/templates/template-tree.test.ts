import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveTemplates } from '../../../src/triage/templates/moved-templates.ts';
import { mostGroups, type SevereLine, TemplateTree } from '../../../src/triage/templates/template-tree.ts';

const line = (message: string, more: Partial<SevereLine> = {}): SevereLine => ({
  severity: 'E',
  source: 'client.cpp:12',
  text: message,
  from: 0,
  to: message.length,
  time: undefined,
  input: 'a.log',
  host: 'a',
  line: null,
  offset: 0,
  ...more,
});

const treeOf = (lines: readonly SevereLine[], most?: number): TemplateTree => {
  const tree = new TemplateTree(most);
  for (const one of lines) tree.add(one);
  return tree;
};

const templatesOf = (...messages: string[]): string[] =>
  treeOf(messages.map((message) => line(message)))
    .templates()
    .map(({ template }) => template)
    .sort();

describe('lines of one statement', () => {
  it.each([
    ['codes', 'put failed: RPC_FAIL', 'put failed: RPC_TIMEOUT'],
    ['codes as numbers', 'put failed, err=-800', 'put failed, err=-704'],
    ['errnos', 'connect: Connection timed out [110]', 'connect: Connection timed out [111]'],
    ['errno texts', 'connect: Connection refused', 'connect: Permission denied'],
    ['work-completion states', 'wc IBV_WC_RETRY_EXC_ERR', 'wc IBV_WC_WR_FLUSH_ERR'],
    ['work-completion texts', 'x: transport retry counter exceeded', 'x: remote access error'],
    ['QP states', 'modify QP to RTR', 'modify QP to RTS'],
    ['statuses', 'x: MetadataError: y', 'x: InvalidArgument: y'],
    ['codes in lists', 'res:[-800, 0]', 'res:[-704, 0]'],
  ])('that differ in their %s are two templates, however many there are', (_, one, other) => {
    // Many variants in another word make what they have in common the template.
    const variants = Array.from({ length: 40 }, (_, index) =>
      String.fromCharCode(97 + (index % 26), 97 + index / 26),
    );
    const templates = templatesOf(...variants.flatMap((word) => [`${word} ${one}`, `${word} ${other}`]));
    expect(templates).toEqual([`<*> ${one}`, `<*> ${other}`].map((text) => text.replace(', 0]', ']')).sort());
  });

  it('are one template where only masked parts differ', () => {
    expect(templatesOf('waited 5 ms for 10.0.0.1:1', 'waited 70 ms for 10.0.0.2:9')).toEqual([
      'waited <num> ms for <ip:port>',
    ]);
  });

  it('stay apart in a few words, and become one in many', () => {
    expect(templatesOf('protocol tcp', 'protocol rdma')).toEqual(['protocol rdma', 'protocol tcp']);
    expect(templatesOf(...'abcdefghi'.split('').map((word) => `tenant ${word} is full`))).toEqual([
      'tenant <*> is full',
    ]);
  });

  it('of many lengths become what they begin with', () => {
    const tails = Array.from({ length: 9 }, (_, length) => `reply was${' x'.repeat(length)}`);
    expect(templatesOf(...tails)).toEqual(['reply was <...>']);
  });
});

it('parts equal messages of different severities and source lines', () => {
  const tree = treeOf([
    line('x failed'),
    line('x failed', { severity: 'W' }),
    line('x failed', { source: 'client.cpp:13' }),
    line('x failed', { source: undefined }),
  ]);
  expect(tree.templates().map(({ severity, source }) => [severity, source])).toEqual([
    ['E', null],
    ['E', 'client.cpp:12'],
    ['E', 'client.cpp:13'],
    ['W', 'client.cpp:12'],
  ]);
});

it('tells statements apart by their first words where no source line does', () => {
  const words = Array.from({ length: 40 }, (_, index) => `w${'abcdefgh'[index % 8]}${'pqrst'[index >> 3]}`);
  const tree = treeOf(
    words.flatMap((word) => [
      line(`Failed to read ${word}`, { source: undefined }),
      line(`Cannot write to ${word}`, { source: undefined }),
    ]),
  );
  expect(tree.templates().map(({ template }) => template)).toEqual([
    'Cannot write to <*>',
    'Failed to read <*>',
  ]);
});

it('shows the earliest line, and when the first and the last came', () => {
  const tree = treeOf([
    line('x 2', { time: 2000, line: 7 }),
    line('x 3', { time: 1000, line: 9 }),
    line('x 4', { line: 1 }),
    line('x 5', { time: 3000, line: 10 }),
  ]);
  expect(tree.templates()).toEqual([
    {
      template: 'x <num>',
      source: 'client.cpp:12',
      severity: 'E',
      lines: 4,
      first: 1000,
      last: 3000,
      sample: { input: 'a.log', host: 'a', line: 9, offset: 0, time: 1000, text: 'x 3' },
    },
  ]);
});

describe('whatever the lines', () => {
  const word = fc.constantFrom(
    'put',
    'get',
    'failed',
    'RPC_FAIL',
    'RTS',
    'x',
    'y',
    'z',
    'Broken pipe',
    '-5',
    'err=-5',
    'err=-6',
    "'q'",
    '<*>',
    '\t',
  );
  const other = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 2 });
  const message = fc
    .array(fc.oneof({ weight: 2, arbitrary: word }, other), { maxLength: 5 })
    .map((words) => words.join(' '));
  const some = fc
    .record({
      severity: fc.constantFrom('W' as const, 'E' as const, 'F' as const),
      source: fc.constantFrom('a.cpp:1', 'b.cpp:2', 'c.py', 'd.cpp:4', undefined),
      text: message,
      time: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
      input: fc.constantFrom('a.log', 'b.log'),
      host: fc.constant('a'),
      line: fc.option(fc.nat({ max: 20 }), { nil: null }),
      offset: fc.constant(0),
    })
    .map((fields): SevereLine => ({ ...fields, from: 0, to: fields.text.length }));
  const lines = fc.oneof(
    fc.array(some, { maxLength: 40 }),
    fc.array(some, { minLength: 200, maxLength: 500 }),
  );
  /** Of any size: everything fits, sources are trimmed, sources are dropped. */
  const most = fc.constantFrom(2, 5, 40, mostGroups);

  it('does not depend on their order', () => {
    fc.assert(
      fc.property(
        lines.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        most,
        ([all, shuffled], bound) => {
          expect(treeOf(shuffled, bound).data()).toEqual(treeOf(all, bound).data());
        },
      ),
    );
  });

  it('does not depend on how they are shared out among trees that are merged', () => {
    fc.assert(
      fc.property(
        lines,
        most,
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        (all, bound, parts, backwards) => {
          const shares = Array.from({ length: parts }, (_, part) =>
            treeOf(
              all.filter((_, at) => at % parts === part),
              bound,
            ),
          );
          if (backwards) shares.reverse();
          const merged = new TemplateTree(bound);
          // As it goes between threads and files.
          for (const share of shares) merged.merge(JSON.parse(JSON.stringify(share.data())));
          expect(merged.data()).toEqual(treeOf(all, bound).data());
        },
      ),
    );
  });

  it('counts each in one template or as folded, in bounded memory', () => {
    fc.assert(
      fc.property(lines, most, (all, bound) => {
        const tree = treeOf(all, bound);
        const { W, E, F } = tree.folded();
        expect(tree.templates().reduce((sum, template) => sum + template.lines, W + E + F)).toBe(all.length);
        expect(tree.data().sources.flatMap(({ groups }) => groups).length).toBeLessThanOrEqual(bound);
      }),
    );
  });
});

it('moves all times by how much a clock was ahead', () => {
  const lines = [line('x 1', { time: 5000 }), line('x 2', { time: 9000 }), line('y')];
  const moved = lines.map((one) => (one.time === undefined ? one : { ...one, time: one.time - 1500 }));
  expect(moveTemplates(treeOf(lines).data(), 1500)).toEqual(treeOf(moved).data());
});
