/** The conditions of `--fail-on`: their grammar, and whether a summary meets one. */
export { asksForNews, evaluateCondition } from './evaluate.ts';
export type { Expression } from './expression.ts';
export { ExpressionError } from './expression-error.ts';
export { parseExpression } from './parser.ts';
