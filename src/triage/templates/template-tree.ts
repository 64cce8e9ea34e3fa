import { literalWords, wordsOf } from './error-texts.ts';
import type { LineCount, LineCountData, TemplateLine } from './line-count.ts';
import type { MessageCluster, MessageClusterData } from './message-cluster.ts';
import { MessageMask } from './message-mask.ts';
import { SourceNode } from './source-node.ts';
import { sourceTemplates } from './source-templates.ts';

/**
 * Groups of messages that a tree holds at most, of all sources together. Each keeps at most 24 masked messages apart, so the
 * worst log costs some 50 MB; Mooncake's make a few hundred groups of one to three messages.
 */
export const mostGroups = 1500;
/** Groups that one source has at most. */
const mostOfSource = 200;

/** Masked messages that are remembered with where to count them. */
const mostRemembered = 16_384;

/** The severities whose messages become templates. */
export type TemplateSeverity = 'W' | 'E' | 'F';

/** One line of severity W, E or F. */
export interface SevereLine extends TemplateLine {
  readonly severity: TemplateSeverity;
  /** `client_service.cpp:1126`, or whatever names who printed the line. */
  readonly source: string | undefined;
  /** Where in `text` the message stands. */
  readonly from: number;
  readonly to: number;
}

/** A message with its variable parts taken out, and the lines that were printed from it. */
export interface Template extends LineCountData {
  readonly template: string;
  readonly source: string | null;
  readonly severity: TemplateSeverity;
}

/** How many lines of each severity belong to no template, since there were too many. */
export type FoldedLines = Readonly<Record<TemplateSeverity, number>>;

/** A tree as plain data, for another thread or a file. */
export interface TemplateTreeData {
  readonly ofSource: number;
  readonly folded: FoldedLines;
  readonly sources: readonly {
    readonly severity: TemplateSeverity;
    readonly source: string | null;
    readonly groups: readonly MessageClusterData[];
  }[];
}

/**
 * Clusters messages into templates, keyed by severity, source, number of words, the words that are never left open and, where
 * the source names no line, the first words; a fixed-depth tree like Drain's (He, Zhu, Zheng, Lyu, 2017), except that it
 * masks first and looks for what is common in the end, so that the order of lines, files and threads is nothing to it.
 *
 * Memory is bounded: of each source it holds as many groups as fit in `mostGroups` for all, chosen by a hash of their
 * words; lines of the others are counted per severity.
 */
export class TemplateTree {
  readonly #mask = new MessageMask();
  readonly #most: number;
  readonly #sources: Record<TemplateSeverity, Map<string | undefined, SourceNode>> = {
    W: new Map(),
    E: new Map(),
    F: new Map(),
  };
  readonly #folded = { W: 0, E: 0, F: 0 };
  #ofSource: number;
  #groups = 0;
  #remembered = 0;
  /** Where no source may have more than one group and still there are too many: all sources, the one that has to go next last. */
  #ranked: PlacedNode[] | undefined;

  /** @param most the groups it holds at most */
  constructor(most: number = mostGroups) {
    this.#most = most;
    this.#ofSource = Math.min(most, mostOfSource);
  }

  /** Counts one line. */
  add(line: SevereLine): void {
    const { severity, source } = line;
    const node = this.#sources[severity].get(source);
    if (node === undefined && this.#hasNoPlaceFor(severity, source)) {
      this.#folded[severity]++;
      return;
    }
    const masked = this.#mask.mask(line.text, line.from, line.to);
    const known = node?.known.get(masked);
    if (known?.live) {
      known.add(line);
      return;
    }
    // What was folded once stays folded: groups only ever fall behind others.
    const count = known === null ? undefined : this.#count(severity, source, masked);
    if (count === undefined) this.#folded[severity]++;
    else count.add(line);
  }

  /** Where lines of a message that is not known yet are counted; undefined: they are folded. */
  #count(severity: TemplateSeverity, source: string | undefined, masked: string): LineCount | undefined {
    const words = wordsOf(masked);
    const group = this.#group(severity, source, words, literalWords(words));
    const count = group?.count(words.join(' '), words);
    if (this.#remembered >= mostRemembered) {
      this.#remembered = 0;
      for (const each of severities) for (const node of this.#sources[each].values()) node.known.clear();
    }
    const node = this.#sources[severity].get(source);
    if (node !== undefined) {
      node.known.set(masked, count ?? null);
      this.#remembered++;
    }
    return count;
  }

  /** Adds what another tree held when it became data. */
  merge(data: TemplateTreeData): void {
    this.#folded.W += data.folded.W;
    this.#folded.E += data.folded.E;
    this.#folded.F += data.folded.F;
    this.#narrow(data.ofSource);
    for (const { severity, source, groups } of data.sources) {
      for (const group of groups) {
        const place = this.#group(severity, source ?? undefined, group.forms[0]!.words, group.isFixed);
        if (place === undefined) {
          for (const { count } of group.forms) this.#folded[severity] += count.lines;
          continue;
        }
        place.merge(group);
      }
    }
  }

  /** What it holds, in an order of its own. */
  data(): TemplateTreeData {
    const sources = severities.flatMap((severity) => {
      const nodes = [...this.#sources[severity].entries()].map(([source, node]) => ({
        severity,
        source: source ?? null,
        groups: node.data(),
      }));
      return nodes.sort((a, b) => ((a.source ?? '') < (b.source ?? '') ? -1 : 1));
    });
    return { ofSource: this.#ofSource, folded: { ...this.#folded }, sources };
  }

  /** The templates, most lines first. */
  templates(): Template[] {
    const { sources } = this.data();
    return sources
      .flatMap(({ severity, source, groups }) =>
        sourceTemplates(groups).map(({ words, count }) => ({
          template: words.join(' '),
          source,
          severity,
          ...count,
        })),
      )
      .sort((a, b) => b.lines - a.lines || compare(key(a), key(b)));
  }

  /** The lines that no template stands for. */
  folded(): FoldedLines {
    return { ...this.#folded };
  }

  /** The group for a message, or undefined where it has to be folded. */
  #group(
    severity: TemplateSeverity,
    source: string | undefined,
    words: readonly string[],
    isFixed: readonly boolean[],
  ): MessageCluster | undefined {
    const nodes = this.#sources[severity];
    let node = nodes.get(source);
    if (node === undefined) {
      node = new SourceNode(nodeKey(severity, source), namesLine(source));
      nodes.set(source, node);
      if (this.#ranked !== undefined) insert(this.#ranked, { severity, source, node });
    }
    const before = node.size;
    const result = node.group(words, isFixed, this.#ofSource);
    this.#folded[severity] += result.evicted;
    this.#groups += node.size - before;
    if (this.#groups > this.#most) {
      if (this.#ofSource > 1) this.#narrow(this.#ofSource - 1);
      this.#dropSources();
      // It may be the group itself that had to go.
      if (result.group !== undefined && !(nodes.get(source) === node && node.holds(result.group)))
        return undefined;
    }
    return result.group;
  }

  /** Lets every source have at most `ofSource` groups, and fewer until all fit. */
  #narrow(ofSource: number): void {
    let most = Math.max(1, Math.min(ofSource, this.#ofSource));
    for (;;) {
      this.#groups = 0;
      for (const severity of severities)
        for (const node of this.#sources[severity].values()) {
          this.#folded[severity] += node.trim(most);
          this.#groups += node.size;
        }
      this.#ofSource = most;
      if (this.#groups <= this.#most || most === 1) return;
      most--;
    }
  }

  /** With one group for each source there may still be too many: then those go that rank behind all others. */
  #dropSources(): void {
    if (this.#groups <= this.#most) return;
    this.#ranked ??= this.#inOrder();
    while (this.#groups > this.#most) {
      const last = this.#ranked.pop();
      if (last === undefined) return;
      this.#folded[last.severity] += last.node.trim(0);
      this.#sources[last.severity].delete(last.source);
      this.#groups--;
    }
  }

  /** Whether a source that is not there would have to go at once: sources only ever make room for those that rank before them. */
  #hasNoPlaceFor(severity: TemplateSeverity, source: string | undefined): boolean {
    const last = this.#ranked?.at(-1);
    if (last === undefined || this.#groups < this.#most) return false;
    return new SourceNode(nodeKey(severity, source), false).ranksBehind(last.node);
  }

  /** The sources, those that have to go first last. */
  #inOrder(): PlacedNode[] {
    const all = severities.flatMap((severity) =>
      [...this.#sources[severity]].map(([source, node]) => ({ severity, source, node })),
    );
    return all.sort((a, b) => (a.node.ranksBehind(b.node) ? 1 : -1));
  }
}

/** The groups of a source, and where they stand. */
interface PlacedNode {
  readonly severity: TemplateSeverity;
  readonly source: string | undefined;
  readonly node: SourceNode;
}

const severities = ['F', 'E', 'W'] as const;

/** Inserts a source where it belongs in the order of ranks. */
function insert(ranked: PlacedNode[], placed: PlacedNode): void {
  let from = 0;
  let to = ranked.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (placed.node.ranksBehind(ranked[middle]!.node)) from = middle + 1;
    else to = middle;
  }
  ranked.splice(from, 0, placed);
}

function nodeKey(severity: TemplateSeverity, source: string | undefined): string {
  return `${severity} ${source ?? ''}`;
}

/** Whether a source names the very log statement: `client.cpp:12`. */
function namesLine(source: string | undefined): boolean {
  return source !== undefined && /:\d+$/.test(source);
}

function key(template: Template): string {
  return `${severities.indexOf(template.severity)} ${template.source ?? ''} ${template.template}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
