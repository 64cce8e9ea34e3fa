import { type StampPlace, stampAt } from '../../time/stamp.ts';
import type { Severity } from '../prefix.ts';
import { severityOf, severityOfLevel, severityOfNumber, severityOfPriority } from '../prefix.ts';
import { type FieldPaths, nodeAt, ownerFields, scalarAt, usualFields } from './fields.ts';
import type { JsonForm, RecordParts } from './form.ts';
import { jsonForms } from './forms/index.ts';
import type { JsonEntry, JsonNode, JsonObject, JsonScalar } from './parse.ts';

/** One record of a line of fields; places are offsets of the text that it stands in. */
export interface FieldRecord {
  /** A string, or a list of bytes. */
  readonly message: JsonNode;
  readonly time: StampPlace | undefined;
  readonly severity: Severity | undefined;
  readonly host: JsonScalar | undefined;
  readonly pid: JsonScalar | undefined;
  readonly tid: JsonScalar | undefined;
  readonly logger: JsonScalar | undefined;
  readonly file: JsonScalar | undefined;
  readonly fileLine: JsonScalar | undefined;
  readonly trace: JsonScalar | undefined;
  readonly error: JsonScalar | undefined;
  /** Fields beside the message that state a code. */
  readonly codes: readonly JsonEntry[];
  readonly isPartial: boolean;
}

const unknownForm: Pick<JsonForm, 'fields' | 'scale' | 'isPartial' | 'records'> = {};

/** Names of messages that many objects have that are no records: something else has to say that it is one. */
const weakNames = new Set(['line', 'event', 'text', 'content', 'body', 'body.stringValue']);

/** Fields that mean Mooncake's codes, whoever writes the record, and those that do on its own records. */
const codeFields = ['error_code', 'errorCode', 'error.code'];
const ownCodeFields = ['ret', 'status'];

/** The records that an object is or holds; none where it is no record. */
export function recordsOf(root: JsonObject, text: string): readonly FieldRecord[] {
  const form =
    jsonForms.find(({ signs }) => signs.every((sign) => nodeAt([root], sign, text) !== undefined)) ??
    unknownForm;
  const parts = form.records?.(root, text) ?? [{ roots: [root] }];
  return parts.flatMap((part) => recordOf(part, form, text) ?? []);
}

function recordOf(
  { roots, message: known, time: knownTime }: RecordParts,
  form: Pick<JsonForm, 'fields' | 'scale' | 'isPartial'>,
  text: string,
): FieldRecord | undefined {
  const paths: FieldPaths = { ...usualFields, ...form.fields };
  const scalar = (names: readonly string[]) => scalarAt(roots, names, text)?.node;
  const named = known === undefined ? messageOf(roots, paths, text) : { path: '', node: known };
  if (named === undefined) return undefined;
  const time = knownTime === undefined ? timeOf(roots, paths, text) : stampOf(knownTime, text);
  const severity = severityIn(roots, paths, form.scale, text);
  const host = scalar(paths.host);
  if (weakNames.has(named.path) && time === undefined && severity === undefined && host === undefined)
    return undefined;
  const message = named.node;
  const isPartial =
    form.isPartial === true &&
    message.kind === 'string' &&
    !text.slice(message.start, message.end).endsWith('\\n');
  return {
    message,
    time,
    severity,
    host,
    pid: scalarOfKind(roots, paths.pid, text, /^\d+$/),
    tid: scalarOfKind(roots, paths.tid, text, /^\d+$/),
    logger: scalar(paths.logger),
    file: scalarOfKind(roots, paths.file, text, sourceFile),
    fileLine: scalarOfKind(roots, paths.line, text, /^\d+$/),
    trace: scalar(paths.trace),
    error: scalar(paths.error),
    codes: codesOf(roots, text),
    isPartial,
  };
}

/** A source file, perhaps with its line. */
const sourceFile = /\.(?:cpp|cxx|cc|cuh|cu|c|hpp|hh|h|pyx|py|go|rs|java|js|ts)(?::\d+)?$/;

function messageOf(
  roots: readonly JsonObject[],
  paths: FieldPaths,
  text: string,
): { path: string; node: JsonNode } | undefined {
  for (const path of paths.message) {
    const node = nodeAt(roots, path, text);
    if (node === undefined) continue;
    const isBytes =
      node.kind === 'array' && node.items.length > 0 && node.items.every(({ kind }) => kind === 'number');
    if (node.kind === 'string' || (path === 'MESSAGE' && isBytes)) return { path, node };
  }
  return undefined;
}

/** The first of the paths whose value looks as it has to. */
function scalarOfKind(
  roots: readonly JsonObject[],
  paths: readonly string[],
  text: string,
  kind: RegExp,
): JsonScalar | undefined {
  for (const path of paths) {
    const found = scalarAt(roots, [path], text)?.node;
    if (found !== undefined && kind.test(text.slice(found.start, found.end))) return found;
  }
  return undefined;
}

function timeOf(roots: readonly JsonObject[], paths: FieldPaths, text: string): StampPlace | undefined {
  for (const path of paths.time) {
    const found = scalarAt(roots, [path], text);
    const stamp = found === undefined ? undefined : stampOf(found.node, text);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

function stampOf({ start, end }: JsonNode, text: string): StampPlace | undefined {
  // A weekday may stand before a date as HTTP writes it.
  const from = /^[A-Z][a-z]{2}, /.test(text.slice(start, start + 5)) ? start + 5 : start;
  const stamp = stampAt(text, from) ?? stampAt(text, start, end, ['epoch']);
  return stamp === undefined || stamp.end > end ? undefined : stamp;
}

function severityIn(
  roots: readonly JsonObject[],
  paths: FieldPaths,
  scale: JsonForm['scale'],
  text: string,
): Severity | undefined {
  for (const path of paths.severity) {
    const found = scalarAt(roots, [path], text);
    if (found === undefined) continue;
    const value = text.slice(found.node.start, found.node.end);
    const severity = /^\d+$/.test(value) ? numbered(Number(value), path, scale) : severityOf(value);
    if (severity !== undefined) return severity;
  }
  return undefined;
}

function numbered(value: number, path: string, scale: JsonForm['scale']): Severity | undefined {
  if (/severity_?number$/i.test(path)) return severityOfNumber(value);
  if (/priority$/i.test(path) || scale === 'priority') return severityOfPriority(value);
  return severityOfLevel(value, scale === 'python' || path === 'levelno');
}

function codesOf(roots: readonly JsonObject[], text: string): readonly JsonEntry[] {
  const names = isMooncakes(roots, text) ? [...codeFields, ...ownCodeFields] : codeFields;
  return names.flatMap((key): JsonEntry[] => {
    const found = scalarAt(roots, [key], text);
    if (found === undefined || found.node.kind === 'word') return [];
    return [{ key, keyNode: found.node, value: found.node }];
  });
}

function isMooncakes(roots: readonly JsonObject[], text: string): boolean {
  return ownerFields.some((path) => {
    const found = scalarAt(roots, [path], text);
    return found !== undefined && /mooncake/i.test(text.slice(found.node.start, found.node.end));
  });
}
