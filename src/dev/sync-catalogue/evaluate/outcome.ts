import type { HeaderCodes } from '../parse/codes.ts';
import type { LogStatement } from '../parse/log-statement.ts';
import type { Program } from '../parse/program.ts';
import { element, type Facts, type Scope, scopeOf } from '../parse/scope.ts';
import type { Routine } from '../routine.ts';
import { ControlFlow, type Step } from './control-flow.ts';
import { Evaluator } from './evaluate.ts';
import { Liveness } from './liveness.ts';
import { codesOf, isUnknown, makeValue, marks, native, union, unknown, type Value } from './value.ts';

/** A log statement and everything that the function it stands in can hand back after it printed. */
interface Outcome {
  readonly log: LogStatement;
  readonly after: Value;
}

interface Prepared {
  readonly flow: ControlFlow;
  readonly scope: Scope;
  readonly liveness: Liveness;
}

interface State {
  readonly step: Step;
  readonly facts: Facts;
  readonly next: State[];
  /** What the caller sees when the function, or this iteration's element, ends here. */
  ends: Value | undefined;
  /** What the function returns here. */
  returns: Value | undefined;
}

const mostStates = 6000;
const deepest = 14;

/** Follows the paths of functions: from every log statement to what is handed back, and from calls to their callees. */
export class Outcomes {
  private readonly program: Program;
  private readonly evaluator: Evaluator;
  private readonly flows = new Map<unknown, Prepared>();
  private readonly summaries = new Map<unknown, Map<string, Value>>();
  private readonly running = new Set<string>();
  private depth = 0;

  constructor(program: Program, codes: HeaderCodes) {
    this.program = program;
    this.evaluator = new Evaluator(program, codes, (r, p) => this.summary(r, p));
  }

  /** The log statements of a routine with what follows each; empty when it prints nothing. */
  of(routine: Routine): Outcome[] {
    const { flow } = this.prepare(routine);
    if (flow.logs.length === 0) return [];
    const states = this.explore(routine, flow.entry, new Map());
    return flow.logs.map((step) => {
      const log = step.log as LogStatement;
      if (log.severity === 'F') return { log, after: makeValue('any', [marks.thrown]) };
      const reached = states?.filter((s) => s.step === step) ?? [];
      if (reached.length > 0) return { log, after: after(reached) };
      // Too many paths lead here, or none that can be taken; the analysis goes on from here without facts.
      const from = this.explore(routine, step, new Map());
      return { log, after: from === undefined ? unknown : after(from.slice(0, 1)) };
    });
  }

  /** What a routine hands back on any path, given what its parameters are. */
  summary(routine: Routine, parameters: Facts): Value {
    const known = this.summaries.get(routine.body) ?? new Map<string, Value>();
    this.summaries.set(routine.body, known);
    const key = factsKey(parameters);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (routine.returns === 'plain') return native;
    if (routine.returns === 'void' || routine.returns === 'pointer') return makeValue('any', [marks.void]);
    const guard = `${routine.file.path}:${routine.body.start}:${key}`;
    if (this.depth > deepest) return unknown;
    if (this.running.has(guard)) return makeValue('any', []);
    this.running.add(guard);
    this.depth++;
    const states = this.explore(routine, this.prepare(routine).flow.entry, parameters);
    this.depth--;
    this.running.delete(guard);
    const returned = states?.flatMap((s) => (s.returns === undefined ? [] : [s.returns]));
    const result = returned === undefined ? unknown : union(returned);
    known.set(key, result);
    return result;
  }

  private prepare(routine: Routine): Prepared {
    let found = this.flows.get(routine.body);
    if (found === undefined) {
      const flow = new ControlFlow(routine.body, (n) => this.program.constant(n));
      found = { flow, scope: scopeOf(routine), liveness: new Liveness(flow.steps) };
      this.flows.set(routine.body, found);
    }
    return found;
  }

  // Undefined when there are too many states to follow.
  private explore(routine: Routine, entry: Step, parameters: Facts): State[] | undefined {
    const { scope, liveness } = this.prepare(routine);
    const states = new Map<string, State>();
    const reach = (step: Step, known: Facts): State => {
      const facts = new Map([...known].filter(([k]) => liveness.matters(k, step)));
      const key = `${step.id}|${factsKey(facts)}`;
      let state = states.get(key);
      if (state === undefined) {
        state = { step, facts, next: [], ends: undefined, returns: undefined };
        states.set(key, state);
        open.push(state);
      }
      return state;
    };
    const open: State[] = [];
    reach(entry, parameters);
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (states.size > mostStates) return undefined;
      this.advance(state, scope, reach);
    }
    return [...states.values()];
  }

  private advance(state: State, scope: Scope, reach: (step: Step, facts: Facts) => State): void {
    const { step, facts } = state;
    const go = (next: Step | undefined, all: readonly Facts[]): void => {
      if (next !== undefined) for (const f of all) state.next.push(reach(next, f));
    };
    switch (step.kind) {
      case 'do':
        go(
          step.next[0],
          step.syntax === undefined ? [facts] : [this.evaluator.effects.execute(step.syntax, facts, scope)],
        );
        break;
      case 'log':
      case 'choice':
        for (const next of step.next) go(next, [facts]);
        break;
      case 'branch':
        if (step.syntax === undefined) break;
        go(step.next[0], this.evaluator.conditions.assume(step.syntax, true, facts, scope));
        go(step.next[1], this.evaluator.conditions.assume(step.syntax, false, facts, scope));
        break;
      case 'switch':
        for (const [i, next] of step.next.entries()) {
          const constant = step.cases?.[i];
          go(
            next,
            step.syntax === undefined
              ? [facts]
              : this.evaluator.conditions.select(step.syntax, constant, step.cases ?? [], facts, scope),
          );
        }
        break;
      case 'forget': {
        const after = (step.names ?? []).reduce(
          (f, n) => this.evaluator.effects.assign(n, unknown, f, scope),
          facts,
        );
        for (const next of step.next) go(next, [after]);
        break;
      }
      case 'iterate': {
        const noted = facts.get(element);
        if (noted !== undefined) {
          // This key's result is settled; the loop goes on with the next one.
          state.ends = noted;
          const without = new Map(facts);
          without.delete(element);
          for (const next of step.next) go(next, [without]);
        } else for (const next of step.next) go(next, [facts]);
        break;
      }
      case 'return': {
        const handed = step.syntax?.children.filter((c) => c.kind !== 'return' && c.kind !== 'co_return')[0];
        const after =
          step.syntax === undefined ? facts : this.evaluator.effects.execute(step.syntax, facts, scope);
        state.returns = this.evaluator.returned(handed, after, scope);
        state.ends = withElement(state.returns, after);
        break;
      }
      case 'throw':
        state.ends = makeValue('any', [marks.thrown]);
        break;
      case 'end':
        state.returns = makeValue('any', [marks.void]);
        state.ends = withElement(state.returns, facts);
        break;
    }
  }
}

// A function that notes a result for its key and then returns nothing of its own hands back that result.
function withElement(returned: Value, facts: Facts): Value {
  const noted = facts.get(element);
  return noted === undefined || codesOf(returned).length > 0 ? returned : noted;
}

function after(states: readonly State[]): Value {
  const seen = new Set<State>();
  const open = [...states];
  const ends: Value[] = [];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    if (state.ends !== undefined) ends.push(state.ends);
    // Past the end of an iteration that settled its key, what comes is another key's.
    if (state.step.kind === 'iterate' && state.ends !== undefined && !isUnknown(state.ends)) continue;
    open.push(...state.next);
  }
  return union(ends);
}

function factsKey(facts: Facts): string {
  return [...facts]
    .map(([k, v]) => `${k}=${v.key}`)
    .sort()
    .join(';');
}
