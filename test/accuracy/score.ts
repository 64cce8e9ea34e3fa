import type { RecordCode } from '../../src/render/lines/record.ts';
import type { LabelledLine } from './labelled-line.ts';

/** How often the program was right about one kind of evidence. */
export class Score {
  /** Codes that the label and the program agree on. */
  right = 0;
  /** Codes that the program alone reports. */
  wrong = 0;
  /** Codes that the label alone has. */
  missed = 0;

  constructor(readonly name: string) {}

  /** Of what the program reports, the share that is so. */
  get precision(): number {
    return this.right + this.wrong === 0 ? 1 : this.right / (this.right + this.wrong);
  }

  /** Of what there is, the share that the program reports. */
  get recall(): number {
    return this.right + this.missed === 0 ? 1 : this.right / (this.right + this.missed);
  }

  toString(): string {
    const percent = (share: number): string => `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
    return `${this.name.padEnd(16)} precision ${percent(this.precision).padStart(8)} (${this.right} of ${this.right + this.wrong}), recall ${percent(this.recall).padStart(8)} (${this.right} of ${this.right + this.missed})`;
  }
}

/** A line about which the program and its label differ. */
export interface Miss {
  readonly what: string;
  readonly line: string;
}

/** The scores over a set of labelled lines, and every miss. */
export interface Scores {
  readonly names: Score;
  readonly numbers: Score;
  readonly implied: Score;
  readonly misses: Miss[];
}

/** Names and numbers together. */
export function stated({ names, numbers }: Scores): Score {
  const score = new Score('all stated codes');
  for (const part of ['right', 'wrong', 'missed'] as const) score[part] = names[part] + numbers[part];
  return score;
}

/** Makes scores of zero. */
export function noScores(): Scores {
  return {
    names: new Score('stated names'),
    numbers: new Score('stated numbers'),
    implied: new Score('implied codes'),
    misses: [],
  };
}

/**
 * Scores what the program reported of one line. An ambiguous number reports no code, and a value that the catalogue lacks
 * is none of the labels' codes. A message that implies a whole group names no code either.
 */
export function scoreLine(scores: Scores, label: LabelledLine, codes: readonly RecordCode[]): void {
  if (!label.sure) return;
  const plain = codes.filter(
    (code) => code.value !== null && code.readings === undefined && code.group !== 'Uncatalogued',
  );
  const stated = plain.filter((code) => code.evidence !== 'message');
  for (const code of stated) {
    const score = code.evidence === 'number' ? scores.numbers : scores.names;
    if (label.stated.some((wanted) => same(wanted, code, label))) score.right++;
    else {
      score.wrong++;
      scores.misses.push({
        what: `wrong: ${code.component} ${code.name} (${code.evidence})`,
        line: label.line,
      });
    }
  }
  for (const wanted of label.stated) {
    if (stated.some((code) => same(wanted, code, label))) continue;
    const score =
      label.kind === 'b' || label.kind === 'c' || !label.line.includes(wanted.name)
        ? scores.numbers
        : scores.names;
    score.missed++;
    scores.misses.push({ what: `missed: ${wanted.component} ${wanted.name}`, line: label.line });
  }
  if (label.implied === undefined || label.stated.length > 0) return;
  const implied = plain.filter((code) => code.evidence === 'message');
  for (const code of implied) {
    if (label.implied.some((wanted) => wanted.name === code.name)) scores.implied.right++;
    else {
      scores.implied.wrong++;
      scores.misses.push({ what: `wrongly implied: ${code.name}`, line: label.line });
    }
  }
  for (const wanted of label.implied) {
    if (implied.some((code) => wanted.name === code.name)) continue;
    scores.implied.missed++;
    scores.misses.push({ what: `not implied: ${wanted.name}`, line: label.line });
  }
}

/** Files that exist in both flavours cannot tell whose status they print, so there the name alone must agree. */
function same(wanted: { component: string; name: string }, code: RecordCode, label: LabelledLine): boolean {
  if (wanted.name !== code.name)
    return label.status !== undefined && code.evidence === 'status' && twins(wanted.name, code.name);
  return wanted.component === code.component || (label.status !== undefined && code.evidence === 'status');
}

/** `DeviceNotFound` of Tent and `ERR_DEVICE_NOT_FOUND` of the classic engine are one status name. */
function twins(a: string, b: string): boolean {
  const plain = (name: string): string => name.replace(/^ERR_/, '').replaceAll('_', '').toLowerCase();
  return plain(a) === plain(b);
}
