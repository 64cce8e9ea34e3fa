type Within = ParentNode;

/** All elements that a selector finds. */
export function selectAll<Kind extends Element = HTMLElement>(
  selector: string,
  within: Within = document,
): Kind[] {
  return [...within.querySelectorAll<Kind>(selector)];
}

/** The element that a selector finds first, if any. */
export function selectMaybe<Kind extends Element = HTMLElement>(
  selector: string,
  within: Within = document,
): Kind | undefined {
  return within.querySelector<Kind>(selector) ?? undefined;
}

/** The element that a selector finds first; the page has one. */
export function selectFirst<Kind extends Element = HTMLElement>(
  selector: string,
  within: Within = document,
): Kind {
  const found = selectMaybe<Kind>(selector, within);
  if (found === undefined) throw new Error(`the page has no ${selector}`);
  return found;
}

/** An element that only says something becomes a button that says the same. */
export function buttonFrom(element: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = element.className;
  button.append(...element.childNodes);
  element.replaceWith(button);
  return button;
}

/** A count with its thousands separated. */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
