/** What `--color` takes. */
export type ColourChoice = 'auto' | 'always' | 'never';

/**
 * Whether text is to be coloured. What was typed comes first, then NO_COLOR and FORCE_COLOR as their authors describe them;
 * otherwise colours fit a terminal that can show them.
 */
export function coloursFit(
  environment: NodeJS.ProcessEnv,
  terminal: boolean,
  wanted: ColourChoice = 'auto',
): boolean {
  if (wanted !== 'auto') return wanted === 'always';
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0';
  return terminal && environment.TERM !== 'dumb';
}
