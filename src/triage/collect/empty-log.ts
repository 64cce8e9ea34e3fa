import { TemplateTree } from '../templates/template-tree.ts';
import type { CollectedLog } from './log-collector.ts';

/** What an input came to that could not be read at all. */
export function emptyLog(): CollectedLog {
  const clock = {
    stamped: 0,
    unstamped: 0,
    backwards: 0,
    furthest: 0,
    from: undefined,
    to: undefined,
    first: undefined,
    last: undefined,
  };
  return {
    series: [],
    found: 0,
    processes: [],
    hosts: [],
    clock,
    healthy: [],
    crossings: [],
    foldedLines: 0,
    facts: {},
    templates: new TemplateTree().data(),
  };
}
