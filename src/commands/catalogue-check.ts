import { builtInParts } from '../catalogue/built-in.ts';
import type { Catalogue, CatalogueParts } from '../catalogue/catalogue.ts';
import { catalogueFaultText, type Fault, faultPlace } from '../catalogue/custom/fault.ts';
import {
  type CatalogueText,
  type IncludeReader,
  mergeCatalogues,
} from '../catalogue/custom/merge-catalogues.ts';
import type { CatalogueSample, SampleExpectation } from '../catalogue/custom/sample.ts';
import { KnownMessageMatcher } from '../catalogue/known-messages/matcher.ts';
import { MessageTable } from '../catalogue/messages/message-table.ts';
import type { PackCodes } from '../catalogue/packs/pack.ts';
import type { Finding } from '../recognise/finding.ts';
import type { Prefix } from '../recognise/prefix/prefix.ts';
import { Recogniser } from '../recognise/recogniser.ts';

/** What `catalogue check` answers. */
interface CatalogueCheck {
  /** One line a fault, or one that says that all is well; for standard output. */
  readonly text: string;
  readonly sound: boolean;
}

/** How catalogues are checked. */
interface CheckOptions {
  /** Whether warnings are faults. */
  readonly strict?: boolean;
  /** Reads what they include. */
  readonly include?: IncludeReader;
  /** What they build on: the built-in rows where none are given. */
  readonly parts?: CatalogueParts;
  /** All packs, chosen or not. */
  readonly packs?: PackCodes;
}

/**
 * Checks catalogues, in the order in which they build on each other and on the built-in one: their shape, what their names
 * refer to, and, once these are right, that each sample is found to report what it is a sample of.
 */
export function checkCatalogues(
  texts: readonly CatalogueText[],
  { strict = false, include, parts: before = builtInParts, packs }: CheckOptions = {},
): CatalogueCheck {
  const { catalogue, faults, warnings, samples, counts } = mergeCatalogues(before, texts, include, packs);
  const all = faults.length > 0 ? faults : sampleFaults(samples, catalogue);
  const warned = warnings.map((warning) => `${faultPlace(warning)}: warning: ${warning.text}\n`).join('');
  if (all.length > 0)
    return {
      text: `${all.map(catalogueFaultText).join('\n')}\n${warned}${counted(all.length, 'fault')}\n`,
      sound: false,
    };
  if (strict && warnings.length > 0)
    return {
      text: `${warned}${counted(warnings.length, 'warning')}, which --strict refuses\n`,
      sound: false,
    };
  const parts = [
    counted(counts.codes, 'code'),
    `in ${counted(counts.components, 'component')}`,
    counted(counts.messages, 'message'),
    counted(samples.length, 'sample'),
  ];
  return {
    text: `${warned}${texts.map(({ file }) => file).join(', ')}: all is well: ${parts[0]} ${parts[1]}, ${parts[2]}, ${parts[3]} recognised\n`,
    sound: true,
  };
}

function sampleFaults(samples: readonly CatalogueSample[], catalogue: Catalogue): Fault[] {
  const recogniser = new Recogniser(catalogue, { normal: true });
  const known = new KnownMessageMatcher([...catalogue.knownMessages.values()]);
  const faults: Fault[] = [];
  for (const { document, path, line, expected } of samples) {
    const bytes = Buffer.from(line, 'utf8').toString('latin1');
    const { findings, prefix } = recogniser.recognise(bytes);
    const isMissed =
      expected.kind === 'known'
        ? known.match(bytes, prefix.severity, prefix)?.id !== expected.id
        : expected.kind === 'nothing' && !isPrintedBy(expected, bytes, prefix);
    if (isMissed) faults.push(document.fault(path, `the sample ${missed(expected)}`));
    if (isMissed || expected.kind === 'known' || isExpected(findings, expected)) continue;
    const found = findings.length === 0 ? 'nothing' : findings.map(foundText).join(', ');
    faults.push(
      document.fault(
        path,
        `the sample ${wish(expected)}, but it is found to report ${found}${hint(expected)}`,
      ),
    );
  }
  return faults;
}

/** Whether a line is one that its message prints: by the same source, at its severity. */
function isPrintedBy(
  { source, message }: Extract<SampleExpectation, { readonly kind: 'nothing' }>,
  line: string,
  { file, logger, severity, message: from, messageEnd }: Prefix,
): boolean {
  if (severity !== message.severity) return false;
  const isOf = file === source || logger === source || logger?.startsWith(`${source}.`) === true;
  const table = new MessageTable({ [source]: [message] });
  return (
    isOf &&
    table.match(line.slice(from, messageEnd), { file: source, severity: message.severity, line: 0 }) !==
      undefined
  );
}

/** Why a sample is none of its message. */
function missed(expected: SampleExpectation): string {
  if (expected.kind === 'known')
    return `should be the message ${expected.id}, but is another or none; compare its text, severity and source with the message`;
  return 'is no line of this message; compare its source file or logger, its severity and its text with the message';
}

function isExpected(findings: readonly Finding[], { kind, codes }: CatalogueSample['expected']): boolean {
  const implied = findings.filter((finding) => finding.evidence === 'message');
  if (kind === 'nothing') return implied.length === 0;
  if (kind === 'code')
    return findings.some((finding) => finding.code !== undefined && isSame(finding.code, codes[0]));
  const [found] = implied;
  const readings = found?.readings ?? (found?.code === undefined ? [] : [found.code]);
  return readings.length === codes.length && readings.every((code, index) => isSame(code, codes[index]));
}

/** Rows are replaced when a later catalogue changes them, so names tell. */
function isSame(a: CatalogueSample['expected']['codes'][number], b: typeof a | undefined): boolean {
  return a.component === b?.component && a.name === b.name;
}

function wish({ kind, codes }: CatalogueSample['expected']): string {
  const names = codes.map((code) => `${code.component} ${code.name}`).join(' or ');
  if (kind === 'nothing') return 'should imply nothing';
  return `should ${kind === 'implied' ? 'imply' : 'report'} ${names}`;
}

function foundText(finding: Finding): string {
  const isNumber = finding.kind === 'ambiguous' && finding.value !== undefined;
  const what = isNumber ? `${finding.value}: ${finding.name}` : finding.name;
  return `${finding.component} ${what} (by ${finding.evidence})`;
}

function hint({ kind }: CatalogueSample['expected']): string {
  if (kind === 'nothing') return '';
  return kind === 'implied'
    ? '; compare its source file, severity and text with the message, and state no code in it'
    : '; say under numbers, names or aliases how lines state it';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
