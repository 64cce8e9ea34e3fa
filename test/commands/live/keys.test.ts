import { describe, expect, it } from 'vitest';
import { type Key, type KeySurroundings, keyPress, keysOf } from '../../../src/output/terminal/key-press.ts';
import {
  type LiveFigures,
  type LiveIncident,
  type LiveView,
  plainView,
} from '../../../src/render/live/live-state.ts';

const character = (text: string): Key => ({ name: 'character', text });

describe('keys', () => {
  it.each<[string, string, Key[]]>([
    ['characters', 'a/é', ['a', '/', 'é'].map(character)],
    ['what ends a line', '\r', [{ name: 'enter' }]],
    ['Escape alone', '\x1b', [{ name: 'escape' }]],
    ['arrows, of either kind', '\x1b[A\x1bOB', [{ name: 'up' }, { name: 'down' }]],
    ['pages', '\x1b[5~\x1b[6~', [{ name: 'pageUp' }, { name: 'pageDown' }]],
    ['several at once', 'x\x7fy', [character('x'), { name: 'backspace' }, character('y')]],
    ['Ctrl-C and Ctrl-Z', '\x03\x1a', [{ name: 'interrupt' }, { name: 'suspend' }]],
    ['nothing in sequences without a meaning', '\x1b[15;5~\x1b[200~\x1bx\x01', []],
  ])('are read: %s', (_, sent, expected) => {
    expect(keysOf(sent)).toEqual(expected);
  });
});

const incident = (id: number, isOpen: boolean): LiveIncident => ({
  id,
  isOpen,
  title: `Incident of ${isOpen ? 'now' : 'before'}`,
  cause: 'Store / RPC: RPC_FAIL (-900)',
  from: null,
  to: null,
  lines: 1,
  consequences: '',
  where: '',
  confidence: 'high',
});
// Listed as 4, 2, 3, 1: open ones first, each kind the newest first.
const incidents = [incident(1, false), incident(2, true), incident(3, false), incident(4, true)];
const figures = { lines: 7, incidents } as unknown as LiveFigures;
const surroundings: KeySurroundings = {
  figures,
  rows: 2,
  page: (about) => [
    `about ${about.kind === 'explain' ? about.words : JSON.stringify(about)}`,
    'b',
    'c',
    'd',
    'e',
  ],
};

/** The view after the keys, sent as a terminal sends them, or the wish that a key led to. */
function viewAfter(sent: readonly string[], from: LiveView = plainView): LiveView | string {
  let view = from;
  for (const key of sent.flatMap(keysOf)) {
    const result = keyPress(view, key, surroundings);
    if (result.kind !== 'view') return result.kind;
    view = result.view;
  }
  return view;
}

describe('a key', () => {
  it.each([['p'], [' ']])('%j pauses and goes on', (key) => {
    expect(viewAfter([key])).toEqual({ ...plainView, paused: figures });
    expect(viewAfter([key, key])).toEqual(plainView);
  });

  it('/ filters while it is typed, Enter keeps it, Escape takes it away', () => {
    expect(viewAfter(['/rp'])).toEqual({
      ...plainView,
      filter: 'rp',
      prompt: { kind: 'filter', typed: 'rp' },
    });
    expect(viewAfter(['/rpx\x7f\r'])).toEqual({ ...plainView, filter: 'rp' });
    expect(viewAfter(['/rp', '\x1b'])).toEqual(plainView);
    expect(viewAfter(['/rp\r', '\x1b'])).toEqual(plainView);
    expect(viewAfter(['/q\x15e'])).toMatchObject({ filter: 'e' });
  });

  it('e explains a code on a page that scrolls and closes', () => {
    const lines = ['about -900', 'b', 'c', 'd', 'e'];
    expect(viewAfter(['e-900\r'])).toMatchObject({
      page: { about: { kind: 'explain', words: '-900' }, lines, top: 0 },
    });
    expect(viewAfter(['e-900\r\x1b[B'])).toMatchObject({ page: { top: 1 } });
    expect(viewAfter(['e-900\r\x1b[B\x1b[A\x1b[A'])).toMatchObject({ page: { top: 0 } });
    expect(viewAfter(['e-900\r  \x1b[6~'])).toMatchObject({ page: { top: 3 } });
    expect(viewAfter(['e-900\r\x1b[F'])).toMatchObject({ page: { top: 3 } });
    expect(viewAfter(['e-900\r\x1b[F\x1b[H'])).toMatchObject({ page: { top: 0 } });
    expect(viewAfter(['e-900\rq'])).toEqual(plainView);
    expect(viewAfter(['e\r'])).toEqual(plainView);
    expect(viewAfter(['eabc', '\x1b'])).toEqual(plainView);
  });

  it.each([
    ['Enter alone opens the first', '\r', 4],
    ['the arrow down', '\x1b[B\r', 2],
    ['the arrow up behind it', '\x1b[B\x1b[B\x1b[A\r', 2],
    ['no further up than the first', '\x1b[A\r', 4],
    ['no further down than the last', 'jjjjjjj\r', 1],
    ['Tab round the end', '\t\t\t\t\t\r', 2],
    ['Shift-Tab backwards', '\x1b[Z\r', 1],
    ['the end and back', '\x1b[F\x1b[Hk\r', 4],
    ['only those that are shown', '/before\r\r', 3],
  ])('chooses an incident, and Enter opens it: %s', (_, sent, id) => {
    expect(viewAfter([sent])).toMatchObject({ page: { about: { kind: 'incident', id }, top: 0 } });
  });

  it('Enter opens nothing where there is no incident', () => {
    expect(viewAfter(['/nothing like it\r\r'])).toMatchObject({ page: undefined });
  });

  it('of a paused screen chooses what is shown', () => {
    const paused = { ...figures, incidents: [incidents[0]!] };
    expect(viewAfter(['j\r'], { ...plainView, paused })).toMatchObject({ page: { about: { id: 1 } } });
  });

  it('? tells the keys', () => {
    expect(viewAfter(['?'])).toMatchObject({ page: { about: { kind: 'keys' } } });
    expect(viewAfter(['?q'])).toEqual(plainView);
  });

  it('q quits, but not while something is typed', () => {
    expect(viewAfter(['q'])).toBe('quit');
    expect(viewAfter(['/q'])).toMatchObject({ filter: 'q' });
  });

  it('Ctrl-C and Ctrl-Z work everywhere', () => {
    for (const before of ['', '/x', 'ex', 'ex\r', 'p']) {
      expect(viewAfter([`${before}\x03`])).toBe('interrupt');
      expect(viewAfter([`${before}\x1a`])).toBe('suspend');
    }
  });
});
