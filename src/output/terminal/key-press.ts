import type { LiveFigures, LiveView } from '../../render/live/live-state.ts';
import type { Key } from './keys.ts';

/** What a key led to: another view, or the wish to leave the program. */
export type KeyResult =
  | { readonly kind: 'view'; readonly view: LiveView }
  | { readonly kind: 'quit' | 'interrupt' | 'suspend' };

/** What keys work with. */
export interface KeySurroundings {
  readonly figures: LiveFigures;
  /** Rows that a page has. */
  readonly rows: number;
  /** The lines that explain what was typed. */
  readonly explain: (words: string) => readonly string[];
}

const longestTyped = 200;

/** What a key does to a view. */
export function keyPress(view: LiveView, key: Key, surroundings: KeySurroundings): KeyResult {
  if (key.name === 'interrupt' || key.name === 'suspend') return { kind: key.name };
  if (view.prompt !== undefined) return shown(typed(view, view.prompt, key, surroundings));
  if (view.page !== undefined) return shown(paged(view, view.page, key, surroundings));
  if (key.name === 'escape') return shown({ ...view, filter: '' });
  if (key.name !== 'character') return shown(view);
  switch (key.text) {
    case 'q':
      return { kind: 'quit' };
    case 'p':
    case ' ':
      return shown({ ...view, paused: view.paused === undefined ? surroundings.figures : undefined });
    case '/':
      return shown({ ...view, prompt: { kind: 'filter', typed: view.filter } });
    case 'e':
      return shown({ ...view, prompt: { kind: 'explain', typed: '' } });
    default:
      return shown(view);
  }
}

function typed(
  view: LiveView,
  prompt: NonNullable<LiveView['prompt']>,
  key: Key,
  { explain }: KeySurroundings,
): LiveView {
  const write = (text: string): LiveView => {
    const next: LiveView = { ...view, prompt: { ...prompt, typed: text } };
    // A filter shows what it does while it is typed.
    return prompt.kind === 'filter' ? { ...next, filter: text } : next;
  };
  switch (key.name) {
    case 'character':
      return write((prompt.typed + key.text).slice(0, longestTyped));
    case 'backspace':
      return write([...prompt.typed].slice(0, -1).join(''));
    case 'clear':
      return write('');
    case 'escape':
      return { ...view, prompt: undefined, filter: prompt.kind === 'filter' ? '' : view.filter };
    case 'enter':
      if (prompt.kind === 'filter' || prompt.typed.trim() === '') return { ...view, prompt: undefined };
      return { ...view, prompt: undefined, page: { lines: explain(prompt.typed.trim()), top: 0 } };
    default:
      return view;
  }
}

function paged(
  view: LiveView,
  { lines, top }: NonNullable<LiveView['page']>,
  key: Key,
  { rows }: KeySurroundings,
): LiveView {
  const to = (line: number): LiveView => ({
    ...view,
    page: { lines, top: Math.max(0, Math.min(line, lines.length - rows)) },
  });
  switch (key.name) {
    case 'up':
      return to(top - 1);
    case 'down':
      return to(top + 1);
    case 'pageUp':
      return to(top - rows);
    case 'pageDown':
      return to(top + rows);
    case 'escape':
    case 'enter':
      return { ...view, page: undefined };
    case 'character':
      if (key.text === 'q') return { ...view, page: undefined };
      return key.text === ' ' ? to(top + rows) : view;
    default:
      return view;
  }
}

function shown(view: LiveView): KeyResult {
  return { kind: 'view', view };
}
