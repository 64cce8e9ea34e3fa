/**
 * What reports do in a browser; bundled into every page (see dev/build/browser-script.ts). It only makes operable what the page
 * already shows: nothing is drawn from data that the page lacks, nothing is written as markup, nothing is stored or sent.
 */

import { enlivenCharts } from './chart.ts';
import { selectAll } from './elements.ts';
import { enlivenTables } from './table.ts';
import { enlivenTimelines } from './timeline.ts';

/** The switch of the theme; printing with everything unfolded. */
function enlivenPage(): void {
  const root = document.documentElement;
  root.classList.add('js');
  for (const button of selectAll('[data-theme-switch]')) enlivenThemeSwitch(root, button);
  let folded: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    folded = selectAll<HTMLDetailsElement>('details:not([open])');
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });
}

function enlivenThemeSwitch(root: HTMLElement, button: HTMLElement): void {
  const wanted = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean => (root.dataset.theme ? root.dataset.theme === 'dark' : wanted.matches);
  const name = (): void => {
    button.textContent = isDark() ? 'Light theme' : 'Dark theme';
  };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    name();
  });
  wanted.addEventListener('change', name);
  button.hidden = false;
  name();
}

/** Commands that can be copied, and links into what is folded. */
function enlivenCommands(): void {
  for (const command of selectAll('[data-copy]')) addCopyButton(command);
  addEventListener('hashchange', unfoldTarget);
  unfoldTarget();
}

function addCopyButton(command: HTMLElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.className = 'copy';
  command.after(button);
  const say = (text: string): void => {
    button.textContent = text;
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2500);
  };
  // Where the clipboard is out of reach, the text is selected, ready to be copied by hand.
  const select = (): void => {
    getSelection()?.selectAllChildren(command);
    say('Selected');
  };
  button.addEventListener('click', () => {
    // Pages that come from a file have no clipboard in some browsers.
    if (!navigator.clipboard) select();
    else navigator.clipboard.writeText(command.textContent ?? '').then(() => say('Copied'), select);
  });
  button.setAttribute('aria-live', 'polite');
}

function unfoldTarget(): void {
  const target = document.getElementById(location.hash.slice(1));
  for (let around = target?.closest('details'); around; around = around.parentElement?.closest('details'))
    around.open = true;
  if (target?.closest('.incident')) target.scrollIntoView();
}

enlivenPage();
enlivenTables();
enlivenCharts();
enlivenTimelines();
enlivenCommands();
