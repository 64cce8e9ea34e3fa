/** NO_COLOR and FORCE_COLOR as their authors describe them; otherwise colours fit a terminal that can show them. */
export function coloursFit(environment: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0';
  return terminal && environment.TERM !== 'dumb';
}
