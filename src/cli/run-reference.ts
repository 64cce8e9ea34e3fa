import { type CodesFormat, listCodes } from '../commands/codes.ts';
import { explain } from '../commands/explain.ts';
import { tell } from '../output/message.ts';
import { print } from '../output/print.ts';
import { chosenCatalogue } from './catalogue-choice.ts';

/** The arguments of `explain` as typed. */
interface ExplainArguments {
  readonly words: readonly string[];
  readonly format: 'text' | 'json';
  readonly json: boolean;
  readonly catalogue: readonly string[] | undefined;
}

/** The arguments of `codes` as typed. */
interface CodesArguments {
  readonly format: CodesFormat;
  readonly json: boolean;
  readonly markdown: boolean;
  readonly catalogue: readonly string[] | undefined;
}

/** Runs `explain`; the status is 2 when a word means nothing, and the others are explained all the same. */
export async function runExplain({ words, format, json, catalogue }: ExplainArguments): Promise<number> {
  const { text, complaints } = explain(words, await chosenCatalogue(catalogue), json || format === 'json');
  await print(process.stdout, text);
  for (const complaint of complaints) tell(complaint);
  return complaints.length === 0 ? 0 : 2;
}

/** Runs `codes`. */
export async function runCodes({ format, json, markdown, catalogue }: CodesArguments): Promise<number> {
  const wanted = json ? 'json' : markdown ? 'markdown' : format;
  await print(process.stdout, listCodes(await chosenCatalogue(catalogue), wanted));
  return 0;
}
