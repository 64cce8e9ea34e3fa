import { tell } from '../../output/message.ts';
import { print } from '../../output/print.ts';
import { differenceMarkdown, differenceTable } from '../../render/summary/difference-text.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { differenceOf, newsOfDifference } from '../../summary/difference.ts';
import { readReport } from '../../summary/report-documents.ts';
import { withReported } from '../../summary/reported-catalogue.ts';
import { type ConditionFlags, condition, verdict } from '../choices/alert-choice.ts';
import { chosenCatalogue } from '../choices/catalogue-choice.ts';
import type { ColourChoice } from '../choices/colours.ts';
import { tableLook } from '../choices/delivery.ts';

/** The arguments of `diff` as typed. */
interface DiffArguments extends ConditionFlags {
  readonly old: string;
  readonly new: string;
  readonly catalogue?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly format: 'table' | 'json' | 'markdown';
  readonly color: ColourChoice;
}

/** Prints how one summary differs from an older one. Returns the exit status. */
export async function runDiff(typed: DiffArguments): Promise<number> {
  const catalogue = await chosenCatalogue(typed.catalogue, typed.pack);
  const old = { name: typed.old, report: await readReport(typed.old) };
  const recent = { name: typed.new, report: await readReport(typed.new) };
  const expression = condition(typed, withReported(catalogue, [old.report, recent.report]));
  const difference = differenceOf(old, recent);
  const news = newsOfDifference(difference);
  const { crossed, shown } = verdict({ ...recent.report, news }, expression, typed.quiet);
  const texts = {
    table: () => differenceTable(difference, tableLook(process.env, process.stdout, typed.color)),
    json: () => `${safeText(JSON.stringify(difference, undefined, 2), 'json')}\n`,
    markdown: () => differenceMarkdown(difference),
  };
  if (shown) await print(process.stdout, texts[typed.format]());
  if (crossed !== undefined) tell(`--fail-on holds: ${crossed}`);
  return crossed === undefined ? 0 : 1;
}
