import { type LogStatement, readLogStatement, type TextOf } from '../parse/log-statement.ts';
import { assignedNames, assignedTexts, fillsOnly } from '../parse/scope.ts';
import { childOf, type Syntax, textOf } from '../parse/syntax.ts';

/** One step of a function; `next` are the steps that can follow. */
export interface Step {
  readonly id: number;
  readonly kind:
    | 'do'
    | 'log'
    | 'branch' // next[0] when the condition holds, next[1] when not
    | 'switch'
    | 'choice'
    | 'iterate' // an iteration of a loop ends here, next is the loop's head
    | 'forget' // the variables in `names` may have changed
    | 'return'
    | 'throw'
    | 'end';
  readonly syntax?: Syntax;
  readonly log?: LogStatement;
  readonly names?: readonly string[];
  /** For `switch`: the constant of each follower, undefined for `default`. */
  readonly cases?: readonly (Syntax | undefined)[];
  next: readonly Step[];
}

interface Context {
  readonly breaks: Step | undefined;
  readonly continues: Step | undefined;
  readonly throws: Step | undefined;
}

/** The steps of one function body, from its first to its ends. */
export class ControlFlow {
  readonly entry: Step;
  readonly logs: Step[] = [];
  /** Every step; a step's `id` is its place here. */
  readonly steps: Step[] = [];
  private readonly labels = new Map<string, Step>();
  private readonly constants: TextOf;
  private readonly texts: readonly { name: string; start: number; text: string }[];

  constructor(body: Syntax, constants: TextOf) {
    this.constants = constants;
    this.texts = assignedTexts(body);
    const end = this.step('end', []);
    this.entry = this.build(body, end, { breaks: undefined, continues: undefined, throws: undefined });
    this.logs.sort((a, b) => (a.syntax?.start ?? 0) - (b.syntax?.start ?? 0));
  }

  private step(kind: Step['kind'], next: readonly Step[], more: Partial<Step> = {}): Step {
    const step = { ...more, id: this.steps.length, kind, next };
    this.steps.push(step);
    return step;
  }

  private list(statements: readonly Syntax[], after: Step, context: Context): Step {
    // Backwards, since each statement must know what follows it.
    return statements.reduceRight((next, s) => this.build(s, next, context), after);
  }

  private build(node: Syntax, after: Step, context: Context): Step {
    switch (node.kind) {
      case 'compound_statement':
        return this.list(node.children, after, context);
      case 'attributed_statement':
        return this.list(
          node.children.filter((c) => c.kind !== 'attribute_declaration'),
          after,
          context,
        );
      case 'expression_statement':
      case 'declaration':
        return this.simple(node, after);
      case 'return_statement':
      case 'co_return_statement':
        return this.step('return', [], { syntax: node });
      case 'throw_statement':
        return context.throws === undefined ? this.step('throw', []) : this.step('choice', [context.throws]);
      case 'break_statement':
        return context.breaks ?? after;
      case 'continue_statement':
        return context.continues ?? after;
      case 'goto_statement':
        return this.label(textOf(childOf(node, 'label') ?? node));
      case 'labeled_statement': {
        const label = this.label(textOf(childOf(node, 'label') ?? node));
        const inner = node.children.filter((c) => c.role !== 'label' && c.kind !== ':');
        label.next = [this.list(inner, after, context)];
        return label;
      }
      case 'if_statement':
        return this.conditional(node, after, context);
      case 'while_statement':
      case 'for_statement':
      case 'for_range_loop':
      case 'do_statement':
        return this.loop(node, after, context);
      case 'switch_statement':
        return this.selection(node, after, context);
      case 'try_statement':
        return this.attempt(node, after, context);
      case 'preproc_if':
      case 'preproc_ifdef':
      case 'preproc_elif':
      case 'preproc_else':
        return this.variant(node, after, context);
      case 'ERROR':
        return this.list(
          node.children.filter((c) => /statement|declaration/.test(c.kind)),
          after,
          context,
        );
      default:
        return after;
    }
  }

  private simple(node: Syntax, after: Step): Step {
    const before: TextOf = (name) =>
      this.texts.findLast((t) => t.name === name && t.start < node.start)?.text;
    const log = readLogStatement(node, this.constants, before);
    if (log === undefined) {
      // CHECK and its kin end the process when they fail and go on otherwise.
      return this.step('do', [after], { syntax: node });
    }
    const step = this.step('log', log.severity === 'F' ? [] : [after], { syntax: node, log });
    this.logs.push(step);
    return step;
  }

  private label(name: string): Step {
    let step = this.labels.get(name);
    if (step === undefined) {
      step = this.step('choice', []);
      this.labels.set(name, step);
    }
    return step;
  }

  private conditional(node: Syntax, after: Step, context: Context): Step {
    const clause = childOf(node, 'condition');
    const alternative = childOf(node, 'alternative');
    const consequence = childOf(node, 'consequence');
    const yes = consequence === undefined ? after : this.build(consequence, after, context);
    const no =
      alternative === undefined
        ? after
        : this.list(
            alternative.kind === 'else_clause'
              ? alternative.children.filter((c) => c.kind !== 'else')
              : [alternative],
            after,
            context,
          );
    return this.branch(clause, yes, no, after);
  }

  private branch(clause: Syntax | undefined, yes: Step, no: Step, after: Step): Step {
    if (clause === undefined) return this.step('choice', [yes, no]);
    const condition = clause.kind === 'condition_clause' ? (childOf(clause, 'value') ?? clause) : clause;
    const branch = this.step('branch', [yes, no], { syntax: condition });
    if (condition.kind === 'declaration') {
      // if (auto x = f()): declare, then ask whether x holds.
      return this.step('do', [branch], { syntax: condition });
    }
    const initializer = clause.kind === 'condition_clause' ? childOf(clause, 'initializer') : undefined;
    return initializer === undefined
      ? branch
      : this.list(initializer.children, branch, { breaks: after, continues: after, throws: undefined });
  }

  private loop(node: Syntax, after: Step, context: Context): Step {
    const head = this.step('choice', []);
    const iterate = this.step('iterate', [head]);
    const body = childOf(node, 'body');
    const inner: Context = { ...context, breaks: after, continues: iterate };
    const condition = childOf(node, 'condition');
    if (body !== undefined && /^for_/.test(node.kind) && fillsOnly(body)) {
      // A loop that gives every key its result: it leaves with results noted, as if it always ran.
      const step = this.step('choice', []);
      const entry = this.build(body, step, { ...inner, continues: step });
      step.next = [entry, after];
      return entry;
    }
    if (node.kind === 'do_statement') {
      const test = this.branch(condition, iterate, after, after);
      const step = this.step('choice', [test]);
      const entry = body === undefined ? step : this.build(body, step, { ...inner, continues: step });
      head.next = [entry];
      return entry;
    }
    if (node.kind === 'for_range_loop') {
      const names = [textOf(childOf(node, 'declarator') ?? node)];
      const entry = body === undefined ? iterate : this.build(body, iterate, inner);
      head.next = [this.step('forget', [entry], { names }), after];
      return head;
    }
    const update = childOf(node, 'update');
    const back = update === undefined ? iterate : this.step('do', [iterate], { syntax: update });
    const entry = body === undefined ? back : this.build(body, back, { ...inner, continues: back });
    if (condition === undefined) head.next = [entry];
    else head.next = [this.branch(condition, entry, after, after)];
    const initializer = childOf(node, 'initializer');
    return initializer === undefined ? head : this.step('do', [head], { syntax: initializer });
  }

  private selection(node: Syntax, after: Step, context: Context): Step {
    const body = childOf(node, 'body');
    const clause = childOf(node, 'condition');
    const inner: Context = { ...context, breaks: after };
    const cases: (Syntax | undefined)[] = [];
    const entries: Step[] = [];
    let next = after;
    for (const c of [...(body?.children ?? [])].reverse()) {
      if (c.kind !== 'case_statement') continue;
      const constant = childOf(c, 'value');
      const statements = c.children.filter((s) => s !== constant && !/^(case|default|:)$/.test(s.kind));
      next = this.list(statements, next, inner);
      cases.unshift(constant);
      entries.unshift(next);
    }
    if (!cases.includes(undefined)) {
      cases.push(undefined);
      entries.push(after);
    }
    const value = clause?.kind === 'condition_clause' ? childOf(clause, 'value') : clause;
    return this.step('switch', entries, { cases, ...(value === undefined ? {} : { syntax: value }) });
  }

  private attempt(node: Syntax, after: Step, context: Context): Step {
    const body = childOf(node, 'body');
    if (body === undefined) return after;
    const catches = node.children
      .filter((c) => c.kind === 'catch_clause')
      .map((c) => this.build(childOf(c, 'body') ?? c, after, context));
    const caught = this.step('forget', catches, { names: assignedNames(body) });
    const entry = this.build(body, after, { ...context, throws: caught });
    return this.step('choice', [entry, caught]);
  }

  private variant(node: Syntax, after: Step, context: Context): Step {
    const alternative = childOf(node, 'alternative');
    const own = node.children.filter((c) => c !== alternative && c.role !== 'name' && c.role !== 'condition');
    const here = this.list(own, after, context);
    if (node.kind === 'preproc_else') return here;
    const other = alternative === undefined ? after : this.build(alternative, after, context);
    return this.step('choice', [here, other]);
  }
}
