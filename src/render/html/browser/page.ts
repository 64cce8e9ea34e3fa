import { all } from './elements.ts';

/** The switch of the theme; printing with everything unfolded. */
export function enliven(): void {
  const root = document.documentElement;
  root.classList.add('js');
  for (const button of all('[data-theme-switch]')) enlivenThemeSwitch(root, button);
  let folded: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    folded = all<HTMLDetailsElement>('details:not([open])');
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
