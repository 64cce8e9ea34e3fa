import { mooncakeComponents } from '../../catalogue/code.ts';
import type { Finding } from '../../recognise/finding.ts';

/** One code that a line reports. */
interface SignatureCode {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  /** `Store/RPC_FAIL`: every code it can mean, where it is ambiguous or implied as one of several. */
  readonly meanings: readonly string[];
}

/** What kind of event a line is: all codes that it reports, Mooncake's before others, the first one first, and the known message that it is. */
export interface EventSignature {
  readonly key: string;
  readonly codes: readonly SignatureCode[];
  /** The id of the known message. */
  readonly known: string | null;
  /** Whether it is routine that came with the start of its process, or comes always: it explains nothing. */
  readonly isOfStart: boolean;
  /** Whether the known message alone says what it is, and its codes say nothing of it. */
  readonly isOwnKind: boolean;
}

/** The signature of a line with these findings; the same for lines that report the same. */
export function signatureOf(
  findings: readonly Finding[],
  known: string | null,
  { isOfStart = false, isOwnKind = false } = {},
): EventSignature {
  const codes = findings.map((finding): SignatureCode => {
    const { component, group, name, value, readings } = finding;
    const meanings = readings?.map((code) => `${code.component}/${code.name}`) ?? [`${component}/${name}`];
    return { component, group, name, value: value ?? null, meanings };
  });
  codes.sort((a, b) => Number(isOfOthers(a)) - Number(isOfOthers(b)));
  return { key: keyOf(findings, known), codes, known, isOfStart, isOwnKind };
}

/** Whether a code is none of Mooncake's, whatever it can mean: an operator's catalogue names it. */
export function isOfOthers({ meanings }: SignatureCode): boolean {
  return meanings.every((meaning) => !mooncakeComponents.includes(meaning.slice(0, meaning.indexOf('/'))));
}

/** Tells signs apart. */
export function keyOf(findings: readonly Finding[], known: string | null): string {
  let key = known ?? '';
  for (const { component, name, value } of findings) key += `\0${component}/${name}/${value ?? ''}`;
  return key;
}
