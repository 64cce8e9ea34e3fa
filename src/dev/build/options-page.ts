/** Writes docs/cli.md from the table of commands and flags: `npm run docs:cli`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { optionsPage } from '../../cli/pages/options-page.ts';

mkdirSync('docs', { recursive: true });
writeFileSync('docs/cli.md', optionsPage());
