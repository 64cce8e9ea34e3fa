import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { CountingChoice } from './chunk-counter.ts';

/** The options on which counts depend, as one text. */
export function choiceText({
  catalogue,
  choice,
  implied,
  normal,
  timezone,
  longest,
  range,
}: CountingChoice & { readonly catalogue: Catalogue }): string {
  const { components, groups, codes, severities } = choice;
  const names = codes?.map(({ component, name }) => `${component}/${name}`);
  return JSON.stringify({
    components,
    groups,
    codes: names,
    severities,
    implied,
    normal,
    timezone,
    longest,
    range,
    catalogue: catalogue.digest,
  });
}

/** The same of all options but the catalogue. */
export function withoutCatalogue(text: string): string {
  return text.replace(/,"catalogue":"[0-9a-f]*"(?=\}$)/, '');
}
