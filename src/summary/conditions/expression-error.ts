/** An expression that cannot be understood, or names what does not exist. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code = 'EXPRESSION';

  /**
   * @param reason what is wrong, in words
   * @param tip what can be done about it
   * @param expression the whole expression
   * @param position the index of the character at which it is wrong; its length, when something is missing at the end
   */
  constructor(
    reason: string,
    readonly tip: string,
    readonly expression: string,
    readonly position: number,
  ) {
    super(`--fail-on: ${reason}`);
  }

  /** The expression, with a caret under the place, to be shown below the message. */
  get excerpt(): string {
    const visible = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
    return `  ${visible(this.expression)}\n  ${' '.repeat([...this.expression.slice(0, this.position)].length)}^`;
  }
}
