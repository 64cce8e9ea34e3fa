import type { LiveGroup } from '../../render/live/live-state.ts';
import { count } from '../../render/text/columns.ts';
import { safeText } from '../../render/text/safe-text.ts';

/** Codes of a group that are named in a line. */
const mostCodes = 4;

/** Tells which groups' lines became more from one time to the next, a line for each, with the codes that came. */
export class LiveUpdates {
  readonly #told = new Map<string, { readonly lines: number; readonly codes: ReadonlyMap<string, number> }>();

  /** The lines, without their ends, that tell what is different since the last time. */
  changes(groups: readonly LiveGroup[]): string[] {
    return groups.flatMap(({ component, group, lines, lastMinute, codes }) => {
      const name = `${component} / ${group}`;
      const before = this.#told.get(name) ?? { lines: 0, codes: new Map<string, number>() };
      if (lines === before.lines) return [];
      this.#told.set(name, { lines, codes: new Map(codes) });
      const more = [...codes]
        .map(([code, all]) => [code, all - (before.codes.get(code) ?? 0)] as const)
        .filter(([, added]) => added > 0)
        .sort(([, a], [, b]) => b - a);
      const named = more
        .slice(0, mostCodes)
        .map(([code, added]) => `${safeText(code, 'line')} +${count(added)}`);
      const rest = more.length - named.length;
      return [
        `${name}: ${count(lines)} (+${count(lines - before.lines)}), ${count(lastMinute)} in the last minute: ${named.join(', ')}${rest > 0 ? ` and ${rest} more codes` : ''}`,
      ];
    });
  }
}
