import type { Code } from '../code.ts';
import type { Pack, PackCodes } from './pack.ts';
import { type PackName, packNames } from './pack-names.ts';

/** Loads packs; nothing of them is loaded before. */
export async function loadPacks(names: readonly PackName[]): Promise<Pack[]> {
  const { packTexts } = await import('./packs.generated.ts');
  return names.map((name) => JSON.parse(packTexts[name]) as Pack);
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
