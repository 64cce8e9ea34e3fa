import type { CatalogueParts } from '../catalogue.ts';
import type { Code } from '../code.ts';
import type { EventKey, KnownConsequence } from '../consequences/index.ts';
import type { OwnForms } from '../own-forms.ts';

/** The packs that the program brings: codes of the neighbours whose failures stand in the same logs. */
export const packNames = [
  'verbs',
  'errno',
  'nixl',
  'ucx',
  'nccl',
  'cuda',
  'hccl',
  'acl',
  'grpc',
  'etcd',
  'http',
] as const;

export type PackName = (typeof packNames)[number];

/** One pack, merged and checked when the program was built: what it adds to the rows of a catalogue. */
export interface Pack {
  readonly codes: readonly Code[];
  readonly own: readonly OwnForms[];
  /** What its codes follow from; codes of packs that are not chosen are never found. */
  readonly consequences: readonly KnownConsequence[];
  /** Its codes of which nothing says what they follow from. */
  readonly causeless: readonly EventKey[];
}

/** All packs, whether they are chosen or not. */
export interface PackCodes {
  readonly packs: readonly Pack[];
  /** The name of a code's pack. */
  readonly packOf: (code: Code) => PackName | undefined;
}

/**
 * The parts of a catalogue with packs added, in their order.
 *
 * @example new Catalogue(withPacks(builtInParts, [verbs, errno]))
 */
export function withPacks(parts: CatalogueParts, packs: readonly Pack[]): CatalogueParts {
  if (packs.length === 0) return parts;
  return {
    ...parts,
    codes: [...parts.codes, ...packs.flatMap(({ codes }) => codes)],
    own: [...(parts.own ?? []), ...packs.flatMap(({ own }) => own)],
    consequences: [...(parts.consequences ?? []), ...packs.flatMap(({ consequences }) => consequences)],
    causeless: [...(parts.causeless ?? []), ...packs.flatMap(({ causeless }) => causeless)],
  };
}

/** Loads packs; nothing of them is loaded before. */
export async function loadPacks(names: readonly PackName[]): Promise<Pack[]> {
  const { packTexts } = await import('./packs.generated.ts');
  return names.map((name) => JSON.parse(packTexts[name]!) as Pack);
}

/** The codes of all packs, and which pack each is of. */
export async function loadPackCodes(): Promise<PackCodes> {
  const packs = await loadPacks(packNames);
  const keyOf = ({ component, name }: Code): string => `${component}/${name}`;
  const names = new Map(
    packs.flatMap(({ codes }, index) => codes.map((code) => [keyOf(code), packNames[index]!] as const)),
  );
  return { packs, packOf: (code) => names.get(keyOf(code)) };
}
