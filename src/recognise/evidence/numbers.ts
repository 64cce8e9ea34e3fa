import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Code, Component } from '../../catalogue/code.ts';
import { type CompiledPlace, isPlace } from '../../catalogue/place-pattern.ts';
import type { LogOrigin } from '../log-origin.ts';
import { isSevere, type Prefix } from '../prefix/prefix.ts';
import {
  componentFromWords,
  isLiteralResult,
  namesMooncake,
  registersMemory,
  speaksOfStore,
} from './component-words.ts';
import {
  type FreeNumber,
  findLists,
  freeNumbers,
  type NumberContext,
  numberContext,
} from './number-lists.ts';

/** A number that stands for a code. No `readings` means that the catalogue lacks it. */
export interface NumberHit {
  readonly value: number;
  readonly readings: readonly Code[];
  /** The component of the file that printed it, for a value without readings. */
  readonly component: Component;
  readonly start: number;
  readonly end: number;
}

/** A context that says at least something. */
type SpokenContext = Exclude<NumberContext, 'none'>;

// Down to -133 a negative number may as well be an errno (Linux ends there), below it hardly.
const lowestErrno = -133;
// These are what `return -1` and loop counters look like; only known places are believed.
const smallest = -9;
// Statuses of Tent whose number no status of the classic engine has (1 to 7 and 101, 200 mean different things in both).
const plainTent = new Set([100, 131, 132, 133, 199]);

/** Decides which numbers of a line are codes, and of which component. */
export class NumberReader {
  readonly #catalogue: Catalogue;
  readonly #preferred: Component | undefined;

  /** @param preferred settles a number that components share in favour of this one */
  constructor(catalogue: Catalogue, preferred?: Component) {
    this.#catalogue = catalogue;
    this.#preferred = preferred;
  }

  /** The codes that stand on the line as numbers, in order; a code may come more than once. */
  read(line: string, prefix: Prefix, logOrigin: LogOrigin): readonly NumberHit[] {
    const from = prefix.message;
    const to = prefix.messageEnd;
    const hits: NumberHit[] = [];
    if (logOrigin.printsTent && isSevere(prefix)) {
      const hit = this.#tentStatus(line, from, to, logOrigin.places);
      if (hit !== undefined) hits.push(hit);
    }
    const numbers = freeNumbers(line, from, to);
    if (numbers.length === 0) return hits;

    const listed = new Set<number>();
    const words = new ListWords(line.slice(from, Math.min(to, from + 400)), logOrigin);
    for (const number of findLists(line, from, to).flatMap(({ negatives }) => negatives)) {
      listed.add(number.start);
      const hit = this.#listed(number, words, logOrigin);
      if (hit !== undefined) hits.push(hit);
    }
    for (const number of numbers) {
      const hit = listed.has(number.start) ? undefined : this.#single(number, line, prefix, logOrigin);
      if (hit !== undefined) hits.push(hit);
    }
    return hits;
  }

  /** An element of a result list: the keyword before the list has spoken already. */
  #listed(number: FreeNumber, words: ListWords, logOrigin: LogOrigin): NumberHit | undefined {
    const readings = this.#catalogue.valued(number.value);
    if (readings.length === 0) return undefined;
    if (logOrigin.kind === 'foreign' && !words.mooncake) return undefined;
    if (number.value >= lowestErrno && !words.store && logOrigin.components.length === 0) return undefined;
    return hitOf(number, this.#disambiguate(number.value, readings, words.component), words.component);
  }

  #single(number: FreeNumber, line: string, prefix: Prefix, logOrigin: LogOrigin): NumberHit | undefined {
    const { value, start } = number;
    const from = prefix.message;
    const readings = this.#catalogue.valued(value);
    // Places settle what a number alone leaves open: whether a small one is a code, and whose a shared one is.
    const open = value >= smallest || (readings.length > 1 && logOrigin.printsOthers);
    if (open && logOrigin.places.length > 0) {
      const place = placeOf(line, from, start, logOrigin.places);
      if (place !== undefined) return this.#placed(number, place);
    }
    if (value >= smallest && logOrigin.kind === 'mooncake') return undefined;
    const context = numberContext(
      line,
      from,
      start,
      logOrigin.kind === 'mooncake' && value < lowestErrno && readings.length > 0,
    );
    if (context === 'none') {
      const place = open ? undefined : placeOf(line, from, start, logOrigin.places);
      return place === undefined ? undefined : this.#placed(number, place);
    }
    if (logOrigin.kind === 'mooncake')
      return this.#reported(number, readings, context, line, prefix, logOrigin);
    return readings.length === 0
      ? undefined
      : this.#called(number, readings, context, line, prefix, logOrigin);
  }

  /** A number in a line that Mooncake's own source printed. */
  #reported(
    number: FreeNumber,
    readings: readonly Code[],
    context: SpokenContext,
    line: string,
    prefix: Prefix,
    logOrigin: LogOrigin,
  ): NumberHit | undefined {
    if (context !== 'keyword' && !endsThere(line, number.end, prefix.messageEnd)) return undefined;
    // A file of both flavours of the engine prints negative values of the classic one only: Tent's are positive.
    const component =
      logOrigin.components.find((one) => this.#catalogue.valuedIn(number.value, one).length > 0) ??
      logOrigin.components[0]!;
    if (readings.length > 0)
      return hitOf(number, this.#disambiguate(number.value, readings, component), component);
    if (context !== 'keyword' || number.value >= lowestErrno || prefix.severity === 'I') return undefined;
    return hitOf(number, readings, component);
  }

  /** A number in a line that a caller of Mooncake printed, or that nobody signed. */
  #called(
    number: FreeNumber,
    readings: readonly Code[],
    context: SpokenContext,
    line: string,
    prefix: Prefix,
    logOrigin: LogOrigin,
  ): NumberHit | undefined {
    if (context === 'colon') return undefined;
    const { message: from, messageEnd: to } = prefix;
    const text =
      line.length > 2000
        ? line.slice(Math.max(from, number.start - 1000), number.end + 200)
        : line.slice(from, to);
    if (context === 'got' && !namesMooncake(text)) return undefined;
    if (logOrigin.kind === 'foreign' && !namesMooncake(text)) return undefined;
    // Far from errnos, what one component alone has needs no words to settle it; they take as long as all the rest.
    if (number.value < lowestErrno && readings.length === 1)
      return hitOf(number, readings, readings[0]!.component);
    const words = componentFromWords(text);
    const component = words ?? logOrigin.components[0];
    if (number.value >= smallest) {
      if (isLiteralResult(text)) return undefined;
      // A -1 means something only where a call of Mooncake is named or the caller is one.
      if (words === undefined && logOrigin.kind !== 'caller') return undefined;
      if (component === 'TransferEngine' && !registersMemory(text)) return undefined;
    } else if (number.value >= lowestErrno && readings.length === 1) {
      if (component === undefined) return undefined;
    }
    return hitOf(number, this.#disambiguate(number.value, readings, component), component ?? 'Ambiguous');
  }

  /** In tent mode, places that print what the engine returned print a positive status of Tent. */
  #tentStatus(
    line: string,
    from: number,
    to: number,
    places: readonly CompiledPlace[],
  ): NumberHit | undefined {
    const first = Math.max(from, to - 64);
    const match = threeDigits.exec(line.slice(first, to));
    if (match === null) return undefined;
    const start = first + match.index;
    const value = Number(line.slice(start, start + 3));
    if (!plainTent.has(value)) return undefined;
    const before = line.slice(Math.max(from, start - placeReach), start);
    if (!places.some((place) => place.tent && isPlace(place, before))) return undefined;
    const readings = this.#catalogue.valued(value).filter((code) => code.component === 'Tent');
    return { value, readings, component: 'Tent', start, end: start + 3 };
  }

  /** The code of the component whose codes this place prints. */
  #placed(number: FreeNumber, place: CompiledPlace): NumberHit | undefined {
    if (place.literal && number.value === -1) return undefined;
    const readings = this.#catalogue.valuedIn(number.value, place.component);
    return readings.length === 0 ? undefined : hitOf(number, readings, place.component);
  }

  /** Narrows the readings of a shared number to one component where something settles it. */
  #disambiguate(value: number, readings: readonly Code[], component: Component | undefined): readonly Code[] {
    if (readings.length < 2) return readings;
    const wanted = component ?? this.#preferred;
    const settled = wanted === undefined ? [] : this.#catalogue.valuedIn(value, wanted);
    return settled.length > 0 ? settled : readings;
  }
}

/** A number of three digits between `=` or a blank and the end of its word. */
const threeDigits = /(?<=[= ])\d{3}(?=$|[ ,.;)])/;

/** How far back a place's text may begin. */
const placeReach = 400;

function placeOf(
  line: string,
  from: number,
  at: number,
  places: readonly CompiledPlace[],
): CompiledPlace | undefined {
  if (places.length === 0) return undefined;
  const before = line.slice(Math.max(from, at - placeReach), at);
  return places.find((place) => isPlace(place, before));
}

function hitOf(number: FreeNumber, readings: readonly Code[], component: Component): NumberHit {
  return { value: number.value, readings, component, start: number.start, end: number.end };
}

/** What the words around result lists tell, worked out when it is asked for, and once a line. */
class ListWords {
  readonly #text: string;
  readonly #logOrigin: LogOrigin;
  #mooncake: boolean | undefined;
  #store: boolean | undefined;
  #component: Component | undefined;

  constructor(text: string, logOrigin: LogOrigin) {
    this.#text = text;
    this.#logOrigin = logOrigin;
  }

  get mooncake(): boolean {
    this.#mooncake ??= namesMooncake(this.#text);
    return this.#mooncake;
  }

  get store(): boolean {
    this.#store ??= speaksOfStore(this.#text);
    return this.#store;
  }

  /** The batch calls that return lists are the Store's, unless the words say otherwise. */
  get component(): Component {
    this.#component ??= this.#logOrigin.components[0] ?? componentFromWords(this.#text) ?? 'Store';
    return this.#component;
  }
}

/** Whether a number stands at the end of its message or clause: before one of `,;) .`. */
function endsThere(line: string, end: number, to: number): boolean {
  return end >= to || ',;) .'.includes(line[end]!);
}
