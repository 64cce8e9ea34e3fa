/** Writes docs/cli.md from the table of commands and flags, and docs/packs.md from the packs: `npm run docs:cli`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { optionsPage } from '../../cli/pages/manuals.ts';
import { packsPage } from '../packs/packs-page.ts';

mkdirSync('docs', { recursive: true });
writeFileSync('docs/cli.md', optionsPage());
writeFileSync('docs/packs.md', packsPage());
