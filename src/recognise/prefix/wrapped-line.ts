import { readFieldRow } from './field-row.ts';
import type { Format } from './format.ts';
import type { MappedText } from './mapped-text.ts';
import { formatAt, type PeeledPart, startWithin, wrapperAt } from './peel.ts';
import type { PrefixBuilder } from './prefix-builder.ts';

/** No prefix is longer; looking further would only cost time on lines of megabytes. */
const longestPrefix = 4096;
/** How far a line's beginning may be from where the wrappers end that are known. */
const longestUnknown = 512;
const mostWrappers = 10;

/** A line in wrappers, which are taken off one after the other; what they say is taken in on the way. */
export class WrappedLine {
  /** Where what is not taken off yet begins. */
  at: number;
  /** What wrappers and format put behind the message, the outermost first. */
  readonly tails: RegExp[] = [];
  readonly #text: MappedText;
  /** The part that a prefix stands in. */
  readonly #head: string;
  readonly #known: PrefixBuilder;
  /** The program's own format, which is no longer wrapped. */
  #own: PeeledPart | undefined;
  /** Whether a wrapper's stamp stands directly before. */
  #isStamped = false;

  /** @param known what is known of the line, and takes in what its prefix says */
  constructor(text: MappedText, start: number, end: number, known: PrefixBuilder) {
    this.#text = text;
    this.#head = text.text.slice(0, Math.min(end, start + longestPrefix));
    this.#known = known;
    this.at = start;
  }

  /** Takes off what others put in front of whole lines, up to the program's own prefix, a record or words. */
  peel(): void {
    for (let count = 0; count < mostWrappers; count++) {
      this.#own = this.#formatAt(this.at);
      if (this.#own !== undefined || this.#head[this.at] === '{') return;
      const wrapper = wrapperAt(this.#head, this.at, this.#isStamped);
      if (wrapper === undefined) return;
      this.#take(wrapper);
      this.#isStamped = wrapper.spans.stamp !== undefined;
    }
  }

  /** Takes off the program's own prefix. */
  takeOwn(): void {
    const own = this.#own ?? this.#rowAt(this.at);
    // Where a level was read, a beginning counts only if the message is one.
    const isSure = own?.spans.level !== undefined || (own?.form !== undefined && shapeOf(own) !== 'bare');
    const from = isSure ? own!.end : this.at;
    const start =
      this.#known.isKernel || (isSure && shapeOf(own!) === 'glog')
        ? -1
        : startWithin(this.#head, from, from + longestUnknown);
    const isInner = start !== -1 && (!isSure || start === from);
    if (own !== undefined && (!isInner || isSure)) this.#takeFormat(own);
    if (!isInner) return;
    this.at = start;
    this.#own = undefined;
    this.peel();
    if (this.#own !== undefined) this.#takeFormat(this.#own);
  }

  #takeFormat(found: PeeledPart): void {
    this.#take(found);
    const shape = shapeOf(found);
    if (shape !== undefined) this.#known.shape = shape;
    else if (found.spans.level !== undefined) this.#known.shape = 'python';
  }

  #take({ spans, meaning, form, end }: PeeledPart): void {
    this.#known.take(this.#text, spans, meaning);
    if (form?.tail !== undefined) this.tails.push(form.tail);
    this.at = end;
  }

  /** Of the kernel's lines only the kernel's own formats count: "INFO: task blocked" is none of Python's. */
  #formatAt(at: number): PeeledPart | undefined {
    const found = formatAt(this.#head, at);
    return this.#known.isKernel && found !== undefined && shapeOf(found) !== 'kernel' ? undefined : found;
  }

  #rowAt(at: number): PeeledPart | undefined {
    if (this.#known.isKernel) return undefined;
    const row = readFieldRow(this.#head, at, this.#isStamped);
    return row === undefined ? undefined : { spans: row.spans, meaning: {}, end: row.end, form: undefined };
  }
}

function shapeOf({ form }: PeeledPart): Format['shape'] | undefined {
  return (form as Format | undefined)?.shape;
}
