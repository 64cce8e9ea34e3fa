import { builtInParts } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { mergeCatalogues } from '../catalogue/custom/merge-catalogues.ts';
import { KnownMessageMatcher } from '../catalogue/known-messages/matcher.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import type { Pattern } from '../triage/report/triage-report.ts';

/** More codes than this nobody describes in one go. */
const most = 60;
const mostGaps = 9;
const longestText = 200;
const nameWords = 5;

/** A code that is proposed for a pattern. */
interface Proposal {
  readonly component: string;
  readonly name: string;
  readonly text: string;
  readonly pattern: Pattern;
}

/**
 * A catalogue with a code for each pattern of messages whose lines report nothing yet: a name, a text by which its lines are found,
 * and a sample. What it means is left to those who know it. Every sample is found to report its code, or the code is left out.
 *
 * @param patterns the messages of logs, as triage has them
 * @param catalogue what is known already
 * @returns YAML; undefined where there is nothing to propose
 */
export function draftCatalogue(patterns: readonly Pattern[], catalogue: Catalogue): string | undefined {
  const recogniser = new Recogniser(catalogue);
  const known = new KnownMessageMatcher([...catalogue.knownMessages.values()]);
  const isReported = ({ sample }: Pattern): boolean => {
    const line = Buffer.from(sample.text, 'utf8').toString('latin1');
    const { findings, prefix } = recogniser.recognise(line);
    return findings.length > 0 || known.match(line, prefix.severity, prefix) !== undefined;
  };
  const names = new Set<string>();
  const proposals = [...patterns]
    .sort((a, b) => b.lines - a.lines)
    .filter((pattern) => !isReported(pattern))
    .flatMap((pattern) => proposalOf(pattern, names) ?? [])
    .slice(0, most)
    .filter((proposal) => isFound([proposal]));
  return proposals.length === 0 ? undefined : catalogueText(proposals);
}

/** Whether all samples are found to report their codes, and nothing is wrong with the text. */
function isFound(proposals: readonly Proposal[]): boolean {
  const { catalogue, faults } = mergeCatalogues(builtInParts, [
    { file: 'draft', text: catalogueText(proposals) },
  ]);
  if (faults.length > 0) return false;
  const recogniser = new Recogniser(catalogue);
  return proposals.every(({ name, pattern }) => {
    const { findings } = recogniser.recognise(Buffer.from(pattern.sample.text, 'utf8').toString('latin1'));
    return findings.some((finding) => finding.name === name);
  });
}

function proposalOf(pattern: Pattern, names: Set<string>): Proposal | undefined {
  const text = textOf(pattern.template);
  if (text === undefined) return undefined;
  const words = text.replaceAll('{}', ' ').match(/[A-Za-z]{2,}/g) ?? [];
  const base = words.slice(0, nameWords).join('_').toUpperCase();
  if (words.length < 2) return undefined;
  let name = base;
  for (let count = 2; names.has(name); count++) name = `${base}_${count}`;
  names.add(name);
  return { component: componentOf(pattern), name, text, pattern };
}

/** A pattern's text with `{}` for what changes, from its first letter to its last fixed text; undefined where little is fixed. */
function textOf(template: string): string | undefined {
  const parts = template
    .slice(0, longestText)
    .replaceAll(/<[^<>]{1,20}>/g, '{}')
    .replaceAll(/\{\}(?:[^A-Za-z\s]{0,3}\{\})+/g, '{}')
    .split('{}');
  const text = parts
    .slice(0, mostGaps + 1)
    .join('{}')
    .replace(/^(?:\{\}|[^\p{L}\p{N}])+/u, '')
    .replace(/(?:\{\}|[\s:=,([{'"]|\b\w?$)+$/u, '')
    .trim();
  return /^[^{}]{3}/.test(text) && text.length >= 8 ? text : undefined;
}

/** A component named by the file that prints the lines: `nixl_agent.cpp` becomes `NixlAgent`. */
function componentOf({ source }: Pattern): string {
  const base = source?.split(/[.:]/, 1)[0] ?? '';
  const name = base.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) =>
    first.toUpperCase(),
  );
  return /^[A-Za-z]\w{0,38}$/.test(name) ? `${name}Draft`.slice(0, 40) : 'Draft';
}

function catalogueText(proposals: readonly Proposal[]): string {
  const components = [...new Set(proposals.map(({ component }) => component))];
  const texts = components.map((component) => {
    const codes = proposals
      .filter((proposal) => proposal.component === component)
      .map((proposal, index) => codeText(proposal, index + 1));
    return `  ${component}:\n    codes:\n${codes.join('')}`;
  });
  return `components:\n${texts.join('')}`;
}

function codeText({ name, text, pattern }: Proposal, value: number): string {
  const { lines, severity, source, sample } = pattern;
  const where = source === null ? '' : ` of ${source}`;
  return [
    `      - name: ${name}   # ${lines} ${lines === 1 ? 'line' : 'lines'}${where}`,
    `        value: ${value}   # the number that the program gives it, if it has one`,
    `        description: ${JSON.stringify(`What it means that ${text.replaceAll('{}', '...')}`)}`,
    `        severity: ${severity}+`,
    `        aliases: [${JSON.stringify(text)}]`,
    `        sample: [${JSON.stringify(sample.text)}]`,
    '',
  ].join('\n');
}
