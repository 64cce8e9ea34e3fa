/**
 * `npm run accuracy`: how right the built program is about the labelled lines of `fixtures/corpus` and the recordings of
 * `fixtures/recorded`, or about other labelled files named as arguments; every miss is listed, unless `--quiet`. It says of
 * each set whether the rules were made with its lines in view.
 *
 * Of the lines whose prefixes are labelled it tells how much of each field is read.
 *
 * `npm run accuracy -- --source <checkout of Mooncake>`: renders each error and warning statement of a checkout into a log
 * line, and tells which share of those that end in one code gets the right one, a wrong one, or none.
 */
import { parseArgs } from 'node:util';
import { type LabelledLine, labelledLines } from './labelled-line.ts';
import { prefixFields, prefixLabels, scorePrefixes } from './prefixes.ts';
import { recordsOf } from './program.ts';
import { recordedLines, scenarios } from './recorded.ts';
import { noScores, scoreLine, stated } from './score.ts';
import { measureSource } from './source.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { source: { type: 'string' }, quiet: { type: 'boolean', default: false } },
});

if (values.source !== undefined) {
  console.log(await measureSource(values.source, !values.quiet));
} else if (positionals.length > 0) {
  for (const path of positionals)
    measure(`${path.replace(/^.*\//, '')} (lines given by you)`, labelledLines(path));
} else {
  console.log(
    'The rules were made with all of these lines in view; lines kept aside are given as arguments.',
  );
  for (const name of ['source.jsonl', 'field.jsonl', 'field2.jsonl', 'recorded.jsonl'])
    measure(name, labelledLines(new URL(`../../fixtures/corpus/${name}`, import.meta.url)));
  measure('recordings of a real Mooncake', scenarios().flatMap(recordedLines));
  for (const name of ['prefix.jsonl', 'json.jsonl']) measurePrefixes(name);
}

function measure(name: string, labels: readonly LabelledLine[]): void {
  const records = recordsOf(labels.map((label) => label.line));
  const scores = noScores();
  for (const [index, label] of labels.entries()) scoreLine(scores, label, records[index]!.codes);
  console.log(`${name}: ${labels.length} lines, ${labels.filter((label) => label.sure).length} of them sure`);
  for (const score of [stated(scores), scores.names, scores.numbers, scores.implied])
    console.log(`  ${score}`);
  if (!values.quiet) for (const miss of scores.misses) console.log(`  ${miss.what} | ${miss.line}`);
}

function measurePrefixes(name: string): void {
  const labels = prefixLabels(new URL(`../../fixtures/corpus/${name}`, import.meta.url));
  const { fields, misses } = scorePrefixes(labels);
  console.log(`${name}: ${labels.length} lines of ${new Set(labels.map(({ form }) => form)).size} forms`);
  for (const field of prefixFields) {
    const { right, wrong, missing } = fields[field];
    const all = right + wrong + missing;
    if (all > 0)
      console.log(
        `  ${field}: ${((100 * right) / all).toFixed(1)} % (${right} of ${all}, ${wrong} read wrong)`,
      );
  }
  if (!values.quiet)
    for (const { field, read, label } of misses) console.log(`  ${field} read as ${read} | ${label.line}`);
}
