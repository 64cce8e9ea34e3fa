/** Options that say what is shown of a run, and their values; the rest says what is looked at. */
const ofView = new Set([
  '--incident',
  '--lines',
  '--all',
  '--quiet',
  '-q',
  '--fail-on',
  '--format',
  '--report',
  '--title',
  '--notify',
]);
const withoutValue = new Set(['--all', '--quiet', '-q']);

/**
 * The command as it was typed, to be pasted into a shell, without what says what is shown.
 *
 * @example commandOf(['triage', '--all', 'a b.log']) // "mooncake-annotate triage 'a b.log'"
 */
export function commandOf(args: readonly string[]): string {
  const kept: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [name = ''] = args[index]!.split('=');
    if (!ofView.has(name)) kept.push(quoted(args[index]!));
    else if (!withoutValue.has(name) && !args[index]!.includes('=')) index++;
  }
  return ['mooncake-annotate', ...kept].join(' ');
}

/** The whole command as it was typed, to be pasted into a shell. */
export function typedCommand(args: readonly string[]): string {
  return ['mooncake-annotate', ...args.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
