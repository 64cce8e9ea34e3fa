/** A function of the library was given what it cannot use; the message says what was expected. */
export class ArgumentError extends TypeError {
  override readonly name = 'ArgumentError';
  readonly code = 'ARGUMENT';
  readonly tip = 'See docs/library.md for what each function takes.';
}
