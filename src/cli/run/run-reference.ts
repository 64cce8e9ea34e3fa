import { builtInParts } from '../../catalogue/built-in.ts';
import { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code } from '../../catalogue/code.ts';
import { codesAbout, codesCalled, codesOfGroup, componentNamed } from '../../catalogue/lookup.ts';
import { withPacks } from '../../catalogue/packs/pack.ts';
import { checkpointWords } from '../../commands/checkpoint-show.ts';
import { type CodesFormat, listCodes } from '../../commands/codes.ts';
import { explainName } from '../../commands/explain.ts';
import { Neighbours } from '../../commands/neighbours.ts';
import { print, tell } from '../../output/print.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import type { ExportName } from '../flags/command-flags.ts';
import type { Command } from '../flags/flag.ts';
import { completionScript, type Shell } from '../pages/completion.ts';

/** Prints a shell's completion script. Returns the exit status. */
export async function runCompletion(shell: string, commands: readonly Command[]): Promise<number> {
  await print(process.stdout, completionScript(shell as Shell, commands));
  return 0;
}

/** Prints in words what a checkpoint holds. Returns the exit status. */
export async function runCheckpointShow(path: string): Promise<number> {
  await print(process.stdout, checkpointWords(path));
  return 0;
}

/** The arguments of `explain` as typed. */
interface ExplainArguments {
  readonly words: readonly string[];
  readonly format: 'text' | 'json';
  readonly catalogue: readonly string[] | undefined;
  readonly pack: readonly string[] | undefined;
}

/** The arguments of `codes` as typed. */
interface CodesArguments {
  readonly words: readonly string[];
  readonly format: CodesFormat;
  readonly catalogue: readonly string[] | undefined;
  readonly pack: readonly string[] | undefined;
}

/** Runs `export`. */
export async function runExport({
  name,
  catalogue,
  pack,
}: {
  readonly name: ExportName;
  readonly catalogue: readonly string[] | undefined;
  readonly pack: readonly string[] | undefined;
}): Promise<number> {
  const { exports } = await import('../../render/exports/index.ts');
  await print(process.stdout, exports[name](await loadCatalogue(catalogue, pack)));
  return 0;
}

/** Runs `explain`; the status is 2 when a word means nothing, and the others are explained all the same. */
export async function runExplain({ words, format, catalogue, pack }: ExplainArguments): Promise<number> {
  const { text, complaints } = explainName(
    words,
    await loadCatalogue(catalogue, pack),
    format === 'json',
    await neighbours(),
  );
  await print(process.stdout, text);
  for (const complaint of complaints) tell(complaint);
  return complaints.length === 0 ? 0 : 2;
}

/** What all packs know. */
async function neighbours(): Promise<Neighbours> {
  const { loadPackCodes } = await import('../../catalogue/packs/pack.ts');
  const { packs, packOf } = await loadPackCodes();
  return new Neighbours(new Catalogue(withPacks(builtInParts, packs)), packOf);
}

/** Runs `codes`; the status is 2 when a word fits no code, and the codes of the others are listed all the same. */
export async function runCodes(typed: CodesArguments): Promise<number> {
  const { words, format } = typed;
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  const found = words.map((word) => ({ word, codes: codesFor(word, catalogue) }));
  const chosen = new Set(found.flatMap(({ codes }) => codes));
  const codes = words.length === 0 ? catalogue.codes : catalogue.codes.filter((code) => chosen.has(code));
  await print(process.stdout, listCodes(codes, format));
  const useless = found.filter((one) => one.codes.length === 0);
  const known = useless.length === 0 ? undefined : await neighbours();
  for (const { word } of useless) {
    const packs = known?.packsOfGroup(word);
    tell(
      packs === undefined
        ? `no code fits "${word}" (mooncake-annotate codes lists all)`
        : `no code fits "${word}" but in the pack ${packs} (add --pack ${packs})`,
    );
  }
  return useless.length === 0 ? 0 : 2;
}

/** The codes that a word names, of the component or group that it names, or else those whose text holds it. */
function codesFor(word: string, catalogue: Catalogue): readonly Code[] {
  const component = componentNamed(word, catalogue);
  const readings = [
    () => codesCalled(word, catalogue),
    () => codesOfGroup(component ?? word, catalogue),
    () => codesAbout(word, catalogue),
  ];
  return readings.map((read) => read()).find(({ length }) => length > 0) ?? [];
}
