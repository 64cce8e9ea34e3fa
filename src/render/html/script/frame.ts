/** Browser script: helpers of the other parts, the switch of the theme, printing with everything unfolded. */
export const FRAME_SCRIPT = String.raw`
const root = document.documentElement;
root.classList.add('js');
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const first = (selector, within = document) => within.querySelector(selector);
const thousands = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/* An element that only says something becomes a button that says the same. */
function buttonFrom(element) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = element.className;
  button.append(...element.childNodes);
  element.replaceWith(button);
  return button;
}

for (const button of all('[data-theme-switch]')) {
  const wanted = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : wanted.matches);
  const name = () => {
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

let folded = [];
addEventListener('beforeprint', () => {
  folded = all('details:not([open])');
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
});
`;
