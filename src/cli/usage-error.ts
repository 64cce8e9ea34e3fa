/** Wrong usage: one line for standard error, with what to do about it; the program ends with status 2. */
export class UsageError extends Error {
  readonly code = 'USAGE';
  readonly tip: string;
  constructor(message: string, tip: string) {
    super(message);
    this.name = 'UsageError';
    this.tip = tip;
  }
}
