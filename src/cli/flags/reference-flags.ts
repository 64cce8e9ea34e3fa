import { choice, toggle, underHeading } from './flag.ts';
import { format, formatAbout } from './flags.ts';

/** What the commands about the catalogue print. */
export const referenceFlags = underHeading('Output', {
  format: choice(['text', 'json'], formatAbout, format),
  json: toggle('The same as --format json', { hidden: true }),
});

/** How the files of `catalogue` are judged. */
export const catalogueCommandFlags = underHeading('Checks', {
  strict: toggle('Let check fail for warnings, too', {
    more: 'Warnings are texts that stand in many lines or of which only one case is found, codes without a sample, and causes that no catalogue brings.',
  }),
});

/** What `codes` prints. */
export const codesFlags = underHeading('Output', {
  format: choice(['text', 'json', 'markdown'], formatAbout, format),
  json: toggle('The same as --format json', { hidden: true }),
  markdown: toggle('The same as --format markdown', { hidden: true, excludes: ['json'] }),
});
