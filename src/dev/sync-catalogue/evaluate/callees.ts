import type { Program } from '../parse/program.ts';
import type { Scope } from '../parse/scope.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Routine } from '../routine.ts';

/** Finds the routines that a call can mean: every override, every overload that takes as many arguments. */
export class Callees {
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
  }

  /** The classes that a receiver can be of, or its written type when that is no class of ours; empty when not known. */
  typesOf(receiver: string, object: Syntax, scope: Scope, depth = 0): string[] {
    if (receiver === 'this') return [scope.routine.owner];
    const path = receiver.replace(/\[[^\]]*\]/g, '');
    const last = (path.split('.').pop() ?? path).replace(/^[*(]+|\)+$/g, '');
    const local = path.includes('.') ? undefined : scope.types.get(last);
    if (local?.startsWith('auto ')) {
      const from = local.slice(5);
      if (from.startsWith('=')) return [from.slice(1)];
      return from === '' || depth > 3 ? [] : this.typesOf(from, object, scope, depth + 1);
    }
    const texts =
      local !== undefined
        ? [local]
        : depth === 0 && object.kind === 'call_expression'
          ? []
          : [...this.program.typesOfMember(last, scope.routine.owner)];
    const names = texts.flatMap((t) => t.match(/\w+/g) ?? []).filter((w) => this.program.isClass(w));
    if (names.length > 0) return [...new Set(names)];
    return texts.filter((t) => !t.startsWith('auto'));
  }

  /** The methods of that name in the classes, those they derive from and those derived from them. */
  methods(name: string, types: readonly string[], count: number): Routine[] {
    const fits = this.fitting(this.program.named(name), count);
    if (types.length === 0) return fits.filter((r) => r.owner !== '');
    const families = new Set(types.flatMap((t) => [...this.program.family(t)]));
    return fits.filter((r) => families.has(r.owner));
  }

  /** What a call without an object can mean; `qualifier` is the last name before `::`. */
  free(name: string, qualifier: string, count: number, scope: Scope): Routine[] {
    const fits = this.fitting(this.program.named(name), count);
    if (qualifier !== '') {
      const own = fits.filter((r) => r.owner === qualifier);
      return own.length > 0 ? own : fits.filter((r) => r.owner === '');
    }
    const family = this.program.family(scope.routine.owner);
    const methods = scope.routine.owner === '' ? [] : fits.filter((r) => family.has(r.owner));
    if (methods.length > 0) return methods;
    const plain = fits.filter((r) => r.owner === '');
    const near = plain.filter((r) => r.file === scope.routine.file);
    return near.length > 0 ? near : plain;
  }

  private fitting(routines: readonly Routine[], count: number): Routine[] {
    return routines.filter((r) => {
      const least = r.parameters.filter((p) => !p.optional && !p.type.includes('...')).length;
      return (
        count >= least && (count <= r.parameters.length || r.parameters.some((p) => p.type.includes('...')))
      );
    });
  }
}
