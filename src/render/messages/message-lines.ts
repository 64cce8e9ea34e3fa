/** `text`: lines as they were printed; `json`: each line is one JSON object; `otlp`: log records of OpenTelemetry. */
export interface MessageLines {
  readonly form: 'text' | 'json' | 'otlp';
  /** Bytes that are lines of a log. */
  readonly bytes: Buffer;
}

/** Why a value can not be read. */
export interface Unreadable {
  readonly form: 'unreadable';
  readonly reason: string;
}

/**
 * Takes the value of a message apart: one line, many lines, a JSON object or several below each other, or a batch of
 * OpenTelemetry's log records as JSON. What claims to be JSON and is cut, and what is no text, can not be read.
 */
export function linesOf(value: Buffer): MessageLines | Unreadable {
  if (value.includes(0))
    return { form: 'unreadable', reason: 'it is no text, but binary (OTLP is read as JSON)' };
  if (!isJson(value)) return { form: 'text', bytes: value };
  const whole = parsed(value.toString('utf8'));
  if (whole === undefined) return jsonLines(value);
  const form = 'resourceLogs' in whole ? 'otlp' : 'json';
  // An object over several lines is one message; a line of a log is what can be recognised.
  const feed = value.indexOf(10);
  const isOneLine = feed === -1 || feed === value.length - 1;
  return { form, bytes: isOneLine ? value : Buffer.from(JSON.stringify(whole)) };
}

const brace = 0x7b;
const quote = 0x22;

/** Whether a value begins as a JSON object with a member; most values end here. */
function isJson(value: Buffer): boolean {
  const at = afterSpace(value, 0);
  return value[at] === brace && value[afterSpace(value, at + 1)] === quote;
}

function afterSpace(value: Buffer, from: number): number {
  let at = from;
  for (let byte = value[at]; byte === 32 || byte === 9 || byte === 10 || byte === 13; byte = value[at]) at++;
  return at;
}

function jsonLines(value: Buffer): MessageLines | Unreadable {
  const lines = value.toString('utf8').split('\n');
  return lines.every((line) => line.trim() === '' || parsed(line) !== undefined)
    ? { form: 'json', bytes: value }
    : { form: 'unreadable', reason: 'it begins as JSON and is none: it may be cut' };
}

function parsed(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}
