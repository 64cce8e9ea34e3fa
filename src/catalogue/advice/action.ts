/** One thing to do, taken apart. */
export interface Action {
  /** What to type; absent where nothing is typed. May hold placeholders. */
  readonly command?: string;
  /** What it shows and what the answers mean, or what to do. */
  readonly text: string;
}

const commandFirst = /^`([^`]+)`(?:: | +|$)/;

/**
 * Takes a line of advice apart: a command stands first, in backticks, with what it shows behind it.
 *
 * @example readAction('`nc -vz {peer-host} {peer-port}`: good is "succeeded"') // { command: 'nc -vz ...', text: 'good is ...' }
 */
export function readAction(line: string): Action {
  const match = commandFirst.exec(line);
  // Names of options, variables and files stay text: a command has an argument.
  if (match === null || !/^[a-z][\w./-]*;? \S/.test(match[1]!)) return { text: line };
  return { command: match[1]!, text: line.slice(match[0].length) };
}

/**
 * What stands behind a command as rows: what it is looked at for, each answer, and the releases that have it.
 *
 * @example answerRows('here: good `yes` = it does; bad nothing = it does not [v0.3.12 and newer]') // four rows
 */
export function answerRows(text: string): string[] {
  return text.split(/(?:^|: |; )(?=(?:good|bad) )| (?=\[[^\]]*v\d[^\]]*\]$)/).filter((row) => row !== '');
}
