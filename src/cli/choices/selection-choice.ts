import type { Selection } from '../../output/selection/selection.ts';
import { UsageError } from '../usage-error.ts';
import { isTimeOfDay } from '../values/moment.ts';
import { rangeChoice } from './range-choice.ts';

/** The arguments about which lines are printed, as typed. */
export interface SelectionFlags {
  readonly only: boolean;
  readonly grep?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly ignoreCase: boolean;
  readonly afterContext?: number | undefined;
  readonly beforeContext?: number | undefined;
  readonly context?: number | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timezone: string;
}

/**
 * Which lines are printed; undefined when all are, or all with a finding.
 *
 * @param newest finds the newest stamp of the logs, where a time without a date is sought before it
 * @throws UsageError for what is no regular expression, no time, or context of nothing
 */
export async function selectionChoice(
  typed: SelectionFlags,
  newest: () => Promise<number | undefined>,
): Promise<Selection | undefined> {
  const { only, grep = [], exclude = [], context = 0, since, until } = typed;
  const before = typed.beforeContext ?? context;
  const after = typed.afterContext ?? context;
  if (before + after > 0 && !only && grep.length === 0)
    throw new UsageError('lines before and after are those of lines that are chosen', 'add --only or --grep');
  const isOfDay = [since, until].some((text) => text !== undefined && isTimeOfDay(text));
  const now = Date.now();
  const range = rangeChoice(typed, now, undefined, isOfDay ? await newest() : undefined);
  const patterns = grep.length + exclude.length > 0;
  if (!patterns && before + after === 0 && range === undefined) return undefined;
  const read = (text: string, flag: string): RegExp => pattern(text, flag, typed.ignoreCase);
  return {
    grep: grep.map((text) => read(text, '--grep')),
    exclude: exclude.map((text) => read(text, '--exclude')),
    range,
    only,
    before,
    after,
  };
}

function pattern(text: string, flag: string, ignoreCase: boolean): RegExp {
  try {
    return new RegExp(text, ignoreCase ? 'i' : '');
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, '');
    throw new UsageError(
      `${flag} needs a regular expression: ${reason}`,
      'write \\ before ( ) [ ] { } . * + ? ^ $ | that mean themselves',
    );
  }
}
