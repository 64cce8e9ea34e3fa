import type { Code, Component } from '../../catalogue/code.ts';
import type { OwnScope } from '../../catalogue/own-forms.ts';
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

/** Whether a line's severity is among those that are asked for; one that is not known counts unless it must be. */
export function holdsForSeverity(
  { severities, known }: Pick<OwnScope, 'severities' | 'known'>,
  { severity }: Pick<Prefix, 'severity'>,
): boolean {
  if (severity === undefined) return known !== true;
  return severities === undefined || severities.includes(severity);
}

/** A code of an operator's catalogue that a line states, or a number of its forms that is none. */
export interface OwnHit {
  readonly evidence: 'name' | 'number';
  /** One row, several where forms or texts of several codes hold, or none for a number that the catalogue lacks. */
  readonly readings: readonly Code[];
  /** Of a number that the catalogue lacks. */
  readonly component?: Component;
  /** Undefined where several codes have one name, and where the shape of lines does not tell the number. */
  readonly value: number | undefined;
  readonly start: number;
  readonly end: number;
}
