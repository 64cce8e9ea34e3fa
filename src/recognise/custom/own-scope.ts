import type { Prefix } from '../prefix/prefix.ts';

/** Whether a line is of one of these files or loggers (or of a logger below one). */
export function holdsFor(
  sources: { readonly files: readonly string[]; readonly loggers: readonly string[] },
  { file, logger }: Pick<Prefix, 'file' | 'logger'>,
): boolean {
  if (file !== undefined && sources.files.includes(file)) return true;
  return (
    logger !== undefined && sources.loggers.some((name) => logger === name || logger.startsWith(`${name}.`))
  );
}

/** Whether a line's severity is among those that are asked for; one that is not known counts. */
export function holdsForSeverity(
  { severities }: { readonly severities?: string | undefined },
  { severity }: Pick<Prefix, 'severity'>,
): boolean {
  return severities === undefined || severity === undefined || severities.includes(severity);
}
