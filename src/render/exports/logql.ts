import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code } from '../../catalogue/code.ts';
import { catalogueGroups } from './catalogue-groups.ts';

/**
 * A query for Loki for each group: the lines that state one of its codes, by name or as a number behind a word that says that it
 * is a code. What a message implies is in no query: Loki has no table of messages.
 */
export function logqlQueries(catalogue: Catalogue): string {
  return catalogueGroups(catalogue)
    .map(
      ({ component, group, codes }) =>
        `# ${component} / ${group}\n{app="mooncake"} |~ ${backticked(codePattern(codes))}\n`,
    )
    .join('\n');
}

/** An expression of RE2's that finds lines that state one of some codes. */
export function codePattern(codes: readonly Code[]): string {
  const names = codes.flatMap(({ name, statusName, aliases = [] }) => [
    name,
    ...(statusName === undefined || statusName === name ? [] : [statusName]),
    ...aliases,
  ]);
  // A status of Tent is a small positive number, which says nothing in itself.
  const values = codes
    .filter(({ value, numberless }) => value < 0 && numberless !== true)
    .map(({ value }) => String(value));
  const stated = `\\b(?:${[...new Set(names)].map(escaped).join('|')})\\b`;
  if (values.length === 0) return stated;
  return `${stated}|(?i:error|code|ret|rc|status|result)\\w*[^\\w-]{1,4}(?:${values.join('|')})\\b`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** LogQL takes what stands between backticks as it is. */
function backticked(text: string): string {
  return `\`${text.replaceAll('`', '.')}\``;
}
