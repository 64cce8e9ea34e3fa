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
