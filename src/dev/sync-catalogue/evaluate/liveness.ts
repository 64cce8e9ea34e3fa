import { childOf, descendants, textOf } from '../parse/syntax.ts';
import type { Step } from './control-flow.ts';

/**
 * For every step, the words that it or a later step reads. What is known about other variables does not matter there,
 * so that paths which differ only in those are one.
 */
export class Liveness {
  private readonly live: readonly Set<string>[];

  constructor(steps: readonly Step[]) {
    const reads = steps.map((s) => words(s));
    const kills = steps.map((s) => declared(s));
    const before = steps.map((s) => new Set(reads[s.id]));
    const users: Step[][] = steps.map(() => []);
    for (const s of steps) for (const n of s.next) users[n.id]?.push(s);
    const open = [...steps];
    const queued = new Set(open);
    for (let s = open.pop(); s !== undefined; s = open.pop()) {
      queued.delete(s);
      const mine = before[s.id];
      if (mine === undefined) continue;
      for (const u of users[s.id] ?? []) {
        const theirs = before[u.id];
        if (theirs === undefined) continue;
        const size = theirs.size;
        const dead = kills[u.id];
        for (const w of mine) if (!dead?.has(w)) theirs.add(w);
        if (theirs.size > size && !queued.has(u)) {
          queued.add(u);
          open.push(u);
        }
      }
    }
    this.live = before;
  }

  /** True when something known under this key can still matter at the step. */
  matters(key: string, step: Step): boolean {
    const words = this.live[step.id];
    if (words === undefined || key.startsWith('$')) return true;
    return (key.match(/[A-Za-z_]\w*/g) ?? []).every((w) => words.has(w));
  }
}

function words(step: Step): Set<string> {
  const found = new Set<string>();
  if (step.kind === 'log' || step.syntax === undefined) return found;
  const dead = declared(step);
  const parts = [step.syntax, ...(step.cases ?? []).filter((c) => c !== undefined)];
  for (const part of parts) {
    for (const n of descendants(part)) {
      if (/identifier$|^this$/.test(n.kind) && n.children.length === 0) {
        const word = textOf(n);
        if (!dead.has(word) || (n.role !== 'left' && n.role !== 'declarator')) found.add(word);
      }
    }
  }
  return found;
}

// The variables that a step gives a new value, so that what was known before is void.
function declared(step: Step): Set<string> {
  const found = new Set<string>();
  if (step.kind !== 'do' || step.syntax === undefined) return found;
  if (step.syntax.kind === 'declaration') {
    for (const d of step.syntax.children.filter((c) => c.role === 'declarator')) {
      const name = [...descendants(d)].find((n) => n.kind === 'identifier');
      if (name !== undefined) found.add(textOf(name));
    }
  } else if (step.syntax.kind === 'expression_statement') {
    const first = step.syntax.children[0];
    const left = first?.kind === 'assignment_expression' ? childOf(first, 'left') : undefined;
    const plain = first?.children.some((c) => c.kind === '=') ?? false;
    if (left?.kind === 'identifier' && plain) found.add(textOf(left));
  }
  return found;
}
