/**
 * How many lines of severity W, E and F a second become templates, on one core: `npm run bench:templates`.
 *
 * One corpus as other benches use it, and one whose every line has a message of its own, which no cache helps.
 */
import { readFileSync } from 'node:fs';
import { sourceOf } from '../../src/recognise/prefix/prefix.ts';
import { readPrefix } from '../../src/recognise/prefix/read-line.ts';
import { type SevereLine, TemplateTree } from '../../src/triage/templates/template-tree.ts';
import { corpusFile } from './corpus.ts';
import { Random } from './random.ts';

const severe = readFileSync(corpusFile({ size: 64 << 20, share: 0.2 }), 'latin1')
  .split('\n')
  .flatMap((text, index): SevereLine[] => {
    const prefix = readPrefix(text);
    const { severity } = prefix;
    if (severity !== 'W' && severity !== 'E' && severity !== 'F') return [];
    const { message: from, messageEnd: to } = prefix;
    return [
      {
        severity,
        source: sourceOf(prefix),
        text,
        from,
        to,
        time: index,
        input: 'corpus',
        host: 'a',
        line: index,
        offset: index,
      },
    ];
  });
const random = new Random(1);
const unlike = severe.map((line) => {
  const words = Array.from({ length: 8 }, () => random.hex(6).replaceAll(/\d/g, 'x'));
  const text = `${line.text.slice(0, line.from)}${words.join(' ')}`;
  return { ...line, text, to: text.length };
});

for (const [name, lines] of [
  ['severe lines of the corpus', severe],
  ['as many with messages of their own', unlike],
] as const) {
  const rates: number[] = [];
  let tree = new TemplateTree();
  for (let run = 0; run < 5; run++) {
    tree = new TemplateTree();
    const start = process.hrtime.bigint();
    for (const line of lines) tree.add(line);
    rates.push(lines.length / (Number(process.hrtime.bigint() - start) / 1e9));
  }
  const { W, E, F } = tree.folded();
  console.log(
    `${name}: ${lines.length} lines, ${Math.round(Math.max(...rates) / 1000)} thousand lines/s (best of 5), ` +
      `${tree.templates().length} templates, ${W + E + F} lines folded`,
  );
}
