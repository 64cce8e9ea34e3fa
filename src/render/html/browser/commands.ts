import { all } from './elements.ts';

/** Commands that can be copied, and links into what is folded. */
export function enliven(): void {
  for (const command of all('[data-copy]')) addCopyButton(command);
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
