import { TemplateTree } from '../templates/template-tree.ts';
import { unreadClock } from './line-clock.ts';
import type { CollectedLog } from './log-collector.ts';

/** What an input came to that could not be read at all. */
export function emptyLog(): CollectedLog {
  return {
    series: [],
    found: 0,
    processes: [],
    hosts: [],
    clock: unreadClock(),
    healthy: [],
    crossings: [],
    foldedLines: 0,
    facts: {},
    templates: new TemplateTree().data(),
  };
}
