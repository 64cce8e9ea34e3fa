import { countedSeverity } from '../recognise/counted-severity.ts';
import type { Finding, FindingFilter } from '../recognise/finding.ts';
import type { Prefix } from '../recognise/prefix/prefix.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import { detachString } from './bounded-names.ts';
import { shownSource } from './code-entry.ts';
import type { FindingPlaces } from './finding-places.ts';

/** What counting keeps of a shape of lines. Shapes that count alike have the same object. */
export interface CountedShape {
  readonly prefix: CountedPrefix;
  /** What its lines count as, whether they report anything or not. */
  readonly severity: ReturnType<typeof countedSeverity>;
  /** The findings that count. */
  readonly findings: readonly CountedFinding[];
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** The place in the source that printed its lines, where they do not name it one by one. */
  readonly source?: string | undefined;
  /** Where its findings were counted last. */
  places?: FindingPlaces;
}

/** What counting reads of a line's prefix. */
type CountedPrefix = Pick<Prefix, 'stampPlace' | 'hostAt' | 'file' | 'fileLine' | 'fileLineAt'>;

/** What counting reads of a finding; shapes that report the same share it. */
export type CountedFinding = Pick<Finding, 'component' | 'group' | 'name' | 'value' | 'evidence' | 'code'>;

/** Kinds of shapes that are known at once: more than any log has, so that only garbage reaches it. */
const mostKinds = 1 << 16;

/** Makes what counting keeps of a shape, from its text. */
export function describeForCounting(recogniser: Recogniser, filter: FindingFilter) {
  const kinds = new KnownKinds();
  return (text: string): CountedShape => {
    const { prefix, findings, annotatedAt } = recogniser.recogniseShape(text);
    const counted = filter.pass(findings, prefix.severity);
    return kinds.of(prefix, countedSeverity(text, prefix), counted, annotatedAt);
  };
}

interface KnownFinding extends CountedFinding {
  readonly id: number;
}

/** A list of findings that several kinds of shapes have. */
interface KnownFindings {
  readonly id: number;
  readonly list: readonly CountedFinding[];
}

/** Knows what counting keeps of shapes, each kind once: a log has fewer than shapes by far, and its kinds have fewer findings. */
class KnownKinds {
  readonly #kinds = new Map<string, CountedShape>();
  readonly #lists = new Map<string, KnownFindings>();
  readonly #findings = new Map<string, KnownFinding>();

  of(
    prefix: Prefix,
    severity: CountedShape['severity'],
    findings: readonly Finding[],
    annotatedAt: number,
  ): CountedShape {
    if (this.#kinds.size === mostKinds) this.#clear();
    if (findings.length === 0) return this.#quiet(prefix.stampPlace, severity);
    const { stampPlace, hostAt, file, fileLine, fileLineAt } = prefix;
    // Where lines name the line of the source one by one, it is none of the shape's.
    const source = fileLineAt === undefined ? shownSource(file, fileLine) : undefined;
    const { id, list } = this.#listOf(findings);
    const key = [
      `${severity} ${annotatedAt} ${id} ${placeKey(stampPlace)} ${hostAt} ${fileLineAt}`,
      source ?? `${file}\0${fileLine}`,
    ].join(' ');
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    // Texts that were cut out of a line would keep the whole line.
    const own = file === undefined || source !== undefined ? undefined : detachString(file);
    const kept: CountedShape = {
      prefix: { stampPlace, hostAt, file: own, fileLine, fileLineAt },
      severity,
      findings: list,
      annotatedAt,
      source: source === undefined ? undefined : detachString(source),
    };
    this.#kinds.set(key, kept);
    return kept;
  }

  #quiet(stampPlace: Prefix['stampPlace'], severity: CountedShape['severity']): CountedShape {
    const key = `${severity} ${placeKey(stampPlace)}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const prefix = { stampPlace, file: undefined, fileLine: 0 };
    const kept = { prefix, severity, findings: [], annotatedAt: -1, source: undefined };
    this.#kinds.set(key, kept);
    return kept;
  }

  #listOf(findings: readonly Finding[]): KnownFindings {
    const all = findings.map((finding) => this.#findingOf(finding));
    const key = all.map(({ id }) => id).join(' ');
    let known = this.#lists.get(key);
    if (known === undefined) {
      known = { id: this.#lists.size, list: all };
      this.#lists.set(key, known);
    }
    return known;
  }

  #findingOf({ component, group, name, value, evidence, code }: Finding): KnownFinding {
    const key = `${component}\0${group}\0${name}\0${value}\0${evidence === 'message'}`;
    let known = this.#findings.get(key);
    if (known === undefined) {
      const row = code === undefined ? {} : { code };
      const id = this.#findings.size;
      known = { id, component, group, name: detachString(name), value, evidence, ...row };
      this.#findings.set(key, known);
    }
    return known;
  }

  #clear(): void {
    this.#kinds.clear();
    this.#lists.clear();
    this.#findings.clear();
  }
}

/** The same text for the same place; texts that are added to one another stay in pieces as keys of a map. */
function placeKey(place: Prefix['stampPlace']): string {
  if (place === undefined) return '';
  const { start, end, form, outer } = place;
  return [start, end, form, outer?.start, outer?.end, outer?.form].join();
}
