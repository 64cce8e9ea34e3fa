import {
  incidentAtCursor,
  type LiveFigures,
  type LivePage,
  type LiveView,
  listIncidents,
  type PageAbout,
} from '../../render/live/live-state.ts';

/** A key as a terminal in raw mode sends it. */
export type Key =
  | { readonly name: 'character'; readonly text: string }
  | { readonly name: 'enter' | 'escape' | 'backspace' | 'clear' }
  | { readonly name: 'up' | 'down' | 'pageUp' | 'pageDown' | 'home' | 'end' | 'tab' | 'backTab' }
  | { readonly name: 'interrupt' | 'suspend' | 'redraw' };

const named: Readonly<Record<string, Exclude<Key, { readonly text: string }>['name']>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\x1b': 'escape',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x15': 'clear',
  '\x03': 'interrupt',
  '\x1a': 'suspend',
  '\x0c': 'redraw',
  '\x1b[A': 'up',
  '\x1bOA': 'up',
  '\x1b[B': 'down',
  '\x1bOB': 'down',
  '\t': 'tab',
  '\x1b[Z': 'backTab',
  '\x1b[H': 'home',
  '\x1bOH': 'home',
  '\x1b[1~': 'home',
  '\x1b[F': 'end',
  '\x1bOF': 'end',
  '\x1b[4~': 'end',
  '\x1b[5~': 'pageUp',
  '\x1b[6~': 'pageDown',
};

// A control sequence, a key of the application keypad, Alt with a key, or one character.
const pieces = /\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[@-~]|\x1b[^\x1b[O]|./gsu;

/** The keys in what a terminal sent. Keys without a meaning here are left out. */
export function keysOf(text: string): Key[] {
  return (text.match(pieces) ?? []).flatMap((piece): Key[] => {
    const name = named[piece];
    if (name !== undefined) return [{ name }];
    return /^[\x00-\x1f\x7f-\x9f]/.test(piece) ? [] : [{ name: 'character', text: piece }];
  });
}

/** What a key led to: another view, or the wish to leave the program. */
type KeyResult =
  | { readonly kind: 'view'; readonly view: LiveView }
  | { readonly kind: 'quit' | 'interrupt' | 'suspend' };

/** What keys work with. */
export interface KeySurroundings {
  readonly figures: LiveFigures;
  /** Rows that a page has. */
  readonly rows: number;
  /** The lines of a page. */
  readonly page: (about: PageAbout) => readonly string[];
}

const longestTyped = 200;

/** What a key does to a view. */
export function keyPress(view: LiveView, key: Key, surroundings: KeySurroundings): KeyResult {
  if (key.name === 'interrupt' || key.name === 'suspend') return { kind: key.name };
  if (view.prompt !== undefined) return shown(typed(view, view.prompt, key, surroundings));
  if (view.page !== undefined) return shown(paged(view, view.page, key, surroundings));
  if (key.name === 'character' && key.text === 'q') return { kind: 'quit' };
  return shown(
    key.name === 'character' ? lettered(view, key.text, surroundings) : moved(view, key, surroundings),
  );
}

/** What a letter does while the figures are shown. */
function lettered(view: LiveView, letter: string, surroundings: KeySurroundings): LiveView {
  switch (letter) {
    case 'p':
    case ' ':
      return { ...view, paused: view.paused === undefined ? surroundings.figures : undefined };
    case '/':
      return { ...view, prompt: { kind: 'filter', typed: view.filter } };
    case 'e':
      return { ...view, prompt: { kind: 'explain', typed: '' } };
    case '?':
    case 'h':
      return opened(view, { kind: 'keys' }, surroundings);
    case 'j':
      return selecting(view, surroundings, 1);
    case 'k':
      return selecting(view, surroundings, -1);
    default:
      return view;
  }
}

/** What other keys do while the figures are shown. */
function moved(
  view: LiveView,
  key: Exclude<Key, { readonly text: string }>,
  surroundings: KeySurroundings,
): LiveView {
  switch (key.name) {
    case 'escape':
      return { ...view, filter: '' };
    case 'up':
      return selecting(view, surroundings, -1);
    case 'down':
      return selecting(view, surroundings, 1);
    case 'tab':
      return selecting(view, surroundings, 1, true);
    case 'backTab':
      return selecting(view, surroundings, -1, true);
    case 'home':
      return selecting(view, surroundings, Number.NEGATIVE_INFINITY);
    case 'end':
      return selecting(view, surroundings, Number.POSITIVE_INFINITY);
    case 'enter': {
      const incident = incidentAtCursor(view.paused ?? surroundings.figures, view);
      return incident === undefined
        ? view
        : opened(view, { kind: 'incident', id: incident.id }, surroundings);
    }
    default:
      return view;
  }
}

/** Selects another incident, so many further down the list; `isRound`: behind the last comes the first. */
function selecting(view: LiveView, { figures }: KeySurroundings, by: number, isRound = false): LiveView {
  const shown = view.paused ?? figures;
  const listed = listIncidents(shown, view.filter);
  if (listed.length === 0) return view;
  const at = listed.indexOf(incidentAtCursor(shown, view)!) + by;
  const index = isRound ? (at + listed.length) % listed.length : Math.max(0, Math.min(at, listed.length - 1));
  return { ...view, selected: listed[index]!.id };
}

function opened(view: LiveView, about: PageAbout, { page }: KeySurroundings): LiveView {
  return { ...view, page: { about, lines: page(about), top: 0 } };
}

function typed(
  view: LiveView,
  prompt: NonNullable<LiveView['prompt']>,
  key: Key,
  surroundings: KeySurroundings,
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
      return opened(
        { ...view, prompt: undefined },
        { kind: 'explain', words: prompt.typed.trim() },
        surroundings,
      );
    default:
      return view;
  }
}

function paged(
  view: LiveView,
  { about, lines, top }: LivePage,
  key: Key,
  { rows }: KeySurroundings,
): LiveView {
  const to = (line: number): LiveView => ({
    ...view,
    page: { about, lines, top: Math.max(0, Math.min(line, lines.length - rows)) },
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
    case 'home':
      return to(0);
    case 'end':
      return to(lines.length);
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
