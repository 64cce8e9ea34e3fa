import type { Pack } from './pack.ts';
import type { PackName } from './pack-names.ts';

/** Loads packs; nothing of them is loaded before. */
export async function loadPacks(names: readonly PackName[]): Promise<Pack[]> {
  const { packTexts } = await import('./packs.generated.ts');
  return names.map((name) => JSON.parse(packTexts[name]) as Pack);
}
