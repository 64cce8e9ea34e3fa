import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkCatalogues } from '../../commands/catalogue-check.ts';
import { StopSignal } from '../../commands/stop-signal.ts';
import { inputFiles } from '../../input/files/input-files.ts';
import { print, tell } from '../../output/print.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import {
  choosePacks,
  includedTexts,
  loadCatalogue,
  partsWith,
  readCatalogueTexts,
} from '../choices/catalogue-choice.ts';
import type { catalogueActions } from '../flags/command-flags.ts';
import { UsageError } from '../usage-error.ts';

/** Runs an action of `catalogue`; returns the exit status. */
export async function runCatalogue(
  [action, ...names]: readonly string[],
  { strict, pack }: { readonly strict: boolean; readonly pack: readonly string[] | undefined },
): Promise<number> {
  switch (action as (typeof catalogueActions)[number]) {
    case 'new':
      return beginCatalogue(names);
    case 'draft':
      return draft(names, pack);
    case 'schema': {
      const { catalogueJsonSchema } = await import('../../catalogue/custom/schema/json-schema.ts');
      await print(process.stdout, `${JSON.stringify(catalogueJsonSchema(), undefined, 2)}\n`);
      return 0;
    }
    default:
      return check(names, strict, pack);
  }
}

/** The status is 2 when anything is wrong. */
async function check(
  names: readonly string[],
  strict: boolean,
  pack: readonly string[] | undefined,
): Promise<number> {
  if (names.length === 0)
    throw new UsageError('check needs files', 'for example: mooncake-annotate catalogue check own.yaml');
  const parts = await partsWith(choosePacks(pack));
  const { loadPackCodes } = await import('../../catalogue/packs/pack.ts');
  const packs = await loadPackCodes();
  const { text, sound } = checkCatalogues(names.flatMap(readCatalogueTexts), {
    strict,
    include: includedTexts,
    parts,
    packs,
  });
  await print(process.stdout, text);
  return sound ? 0 : 2;
}

/** Writes a catalogue to begin with; to standard output where no file is named. */
async function beginCatalogue(names: readonly string[]): Promise<number> {
  const [file, ...others] = names;
  if (others.length > 0) throw new UsageError('new takes one file', 'name one, or none');
  const text = `${editorLine()}${template}`;
  if (file === undefined) {
    await print(process.stdout, text);
    return 0;
  }
  try {
    // What is there stays.
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST'
      ? new UsageError(`${file} is there already`, 'name another file')
      : new UsageError(`cannot write ${file}: ${message}`, 'check the path and its permissions');
  }
  tell(`${file} is there; see whether all is well: mooncake-annotate catalogue check ${file}`);
  return 0;
}

/** Proposes codes for the messages of logs that report none. */
async function draft(names: readonly string[], pack: readonly string[] | undefined): Promise<number> {
  if (names.length === 0)
    throw new UsageError('draft needs logs', 'for example: mooncake-annotate catalogue draft service.log');
  const [{ triageInputs: triage }, { draftCatalogue }] = await Promise.all([
    import('../../commands/triage.ts'),
    import('../../commands/catalogue-draft.ts'),
  ]);
  const catalogue = await loadCatalogue(undefined, pack);
  const { files, faults: unread } = await inputFiles(names, false);
  const stop = new StopSignal();
  const { report, faults } = await triage({
    catalogue,
    files,
    unread,
    choice: {},
    lines: {},
    implied: true,
    normal: false,
    timezone: 'local',
    longest: 1 << 20,
    jobs: 1,
    context: 0,
    correctSkew: true,
    baseline: [],
    iso: (time) => new ZoneFormat('local').iso(time),
    stop: stop.signal,
  });
  stop.release();
  for (const fault of faults) tell(fault);
  const text = draftCatalogue(report.patterns, catalogue);
  if (text === undefined) {
    tell('no message of severity W, E or F reports nothing yet: there is nothing to propose');
    return 2;
  }
  const head =
    '# A draft: say what each code means, group codes, keep what matters; then run: mooncake-annotate catalogue check FILE\n';
  await print(process.stdout, `${editorLine()}${head}${text}`);
  return faults.length > 0 ? 2 : 0;
}

/** Tells editors by which schema to complete and check the file; nothing where the program has no files beside it. */
function editorLine(): string {
  try {
    const schema = fileURLToPath(new URL('schemas/catalogue.json', import.meta.url));
    return existsSync(schema) ? `# yaml-language-server: $schema=${schema}\n` : '';
  } catch {
    return '';
  }
}

const template = `# Codes of your own. Each sample is a test: mooncake-annotate catalogue check FILE
components:
  Orders:
    files: [orders.cpp]           # on lines of these, a number after error, ret, code, status, ... is one of the codes
    loggers: [orders]
    codes:
      - name: ORDER_LOST
        value: 4001
        group: Queue
        description: The order is gone.
        aliases: [order is lost]
        cause: [The queue was full.]
        action: [Send it again.]
        runbook: https://wiki.example/orders
        follows: [Store/RPC_FAIL]
        sample:
          - 'E0730 11:49:18.123456 12345 orders.cpp:7] lost one, error=4001'
          - 'E0730 11:49:18.123456 12345 other.cpp:7] order is lost'
`;
