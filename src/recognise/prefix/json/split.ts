import { type JsonNode, type JsonObject, parseJson } from './parse.ts';

/** Under which members the records of a line stand, from the outermost on: OpenTelemetry's, Loki's pushes and its answers. */
const paths = [
  ['resourceLogs', 'scopeLogs', 'logRecords'],
  ['resourceLogs', 'instrumentationLibraryLogs', 'logs'],
  ['streams', 'values'],
  ['data', 'result', 'values'],
] as const;

/** How a line with one of these begins; Loki's answers begin with their status. */
const start = /^\{\s*"(?:resourceLogs|streams|data|status)"\s*:/;
const longestStart = 40;
const [brace, quote, lineFeed] = [0x7b, 0x22, 10];
const initials = new Set([...'rsd'].map((letter) => letter.charCodeAt(0)));

/**
 * Takes a line apart that holds several records: for each a line that is the same but holds this one alone.
 *
 * @param buffer holds the line, from `from` to `to`
 * @returns the lines as latin1; undefined for a line that holds one record, or is none of these
 */
export function splitRecords(buffer: Buffer, from: number, to: number): readonly string[] | undefined {
  // Most lines end here.
  if (buffer[from] !== brace || (buffer[from + 1] === quote && !initials.has(buffer[from + 2]!)))
    return undefined;
  if (!start.test(buffer.toString('latin1', from, Math.min(to, from + longestStart)))) return undefined;
  const text = buffer.toString('latin1', from, to);
  const root = parseJson(text, 0);
  if (root === undefined) return undefined;
  for (const path of paths) {
    const lines = alone(root, path, text);
    if (lines.length > 0) return lines.length === 1 ? undefined : lines;
  }
  return undefined;
}

/** How many records whole lines hold beyond one each; only where the first of them begins as JSON does are they looked at. */
export function furtherRecords(buffer: Buffer, from: number, to: number): number {
  if (buffer[from] !== brace) return 0;
  let further = 0;
  for (let at = from; at < to; ) {
    const feed = buffer.indexOf(lineFeed, at);
    const end = feed === -1 || feed >= to ? to : feed;
    further += (splitRecords(buffer, at, end)?.length ?? 1) - 1;
    at = end + 1;
  }
  return further;
}

/** The text of a value between two others, once for each record below it, with all other records left out. */
function alone(
  node: JsonNode,
  path: readonly string[],
  text: string,
  before = '',
  after = '',
): readonly string[] {
  const [name, ...rest] = path;
  if (name === undefined) return [before + text.slice(node.start, node.end) + after];
  const value = node.kind === 'object' ? memberOf(node, name) : undefined;
  if (value === undefined) return [];
  // What stands around all records is put together once.
  const head = before + text.slice(node.start, value.start);
  const tail = text.slice(value.end, node.end) + after;
  if (value.kind !== 'array') return alone(value, rest, text, head, tail);
  return value.items.flatMap((item) => alone(item, rest, text, `${head}[`, `]${tail}`));
}

function memberOf({ entries }: JsonObject, name: string): JsonNode | undefined {
  return entries.find(({ key }) => key === name)?.value;
}
