import type { JsonNode, JsonObject, JsonScalar } from './parse.ts';

/** The names under which a record has what a prefix tells; the first that is there counts. */
export interface FieldPaths {
  readonly message: readonly string[];
  readonly time: readonly string[];
  readonly severity: readonly string[];
  readonly host: readonly string[];
  readonly pid: readonly string[];
  readonly tid: readonly string[];
  readonly logger: readonly string[];
  /** A source file, perhaps with its line behind a colon. */
  readonly file: readonly string[];
  readonly line: readonly string[];
  /** A traceback that belongs to the message. */
  readonly trace: readonly string[];
  /** What went wrong, where the message only says what was tried (zap, logrus, slog). */
  readonly error: readonly string[];
}

/**
 * The names that writers use. A dot goes into an object, or belongs to a name; in a list of `{"key": ..., "value": ...}`, as
 * OpenTelemetry has them, it goes to the value of that key.
 */
export const usualFields: FieldPaths = {
  message: [
    'message',
    'msg',
    'MESSAGE',
    'log',
    'short_message',
    '@message',
    'textPayload',
    'jsonPayload.message',
    'jsonPayload.msg',
    'jsonPayload.log',
    'fields.message',
    'record.message',
    'body.stringValue',
    'body',
    'line',
    'event',
    'text',
    'content',
  ],
  time: [
    'time',
    'timestamp',
    '@timestamp',
    'ts',
    'asctime',
    'timeUnixNano',
    '_SOURCE_REALTIME_TIMESTAMP',
    '__REALTIME_TIMESTAMP',
    'record.time.timestamp',
    'jsonPayload.time',
    'jsonPayload.timestamp',
    'datetime',
    'date',
    'created',
    'observedTimeUnixNano',
    'eventTime',
    'receiveTimestamp',
    't',
    '@t',
  ],
  severity: [
    'level',
    'severity',
    'levelname',
    'log.level',
    'severity_text',
    'severityText',
    'severityNumber',
    'severity_number',
    'loglevel',
    'log_level',
    'level_name',
    'lvl',
    'levelno',
    'PRIORITY',
    'priority',
    'record.level.name',
    'jsonPayload.level',
    'jsonPayload.severity',
    'labels.level',
    'labels.detected_level',
    'stream.level',
    'status',
    '@l',
  ],
  host: [
    'podName',
    'pod_name',
    'pod',
    'kubernetes.pod_name',
    'kubernetes.pod.name',
    'k8s.pod.name',
    'attributes.k8s.pod.name',
    'resource.attributes.k8s.pod.name',
    'resource.labels.pod_name',
    'labels.pod',
    'stream.pod',
    'labels.k8s-pod/name',
    'host.name',
    'host.hostname',
    'attributes.host.name',
    'resource.attributes.host.name',
    'resource.host.name',
    'hostname',
    '_HOSTNAME',
    'HOSTNAME',
    'host',
    'nodeName',
    'node_name',
    'kubernetes.node_name',
    'kubernetes.node.name',
    'kubernetes.host',
    'labels.host',
    'labels.hostname',
    'labels.node',
    'labels.instance',
    'stream.host',
    'stream.hostname',
    'stream.node',
    'stream.instance',
    'resource.labels.instance_id',
    'agent.hostname',
    'node',
  ],
  pid: [
    'pid',
    'process.pid',
    'process',
    'process_id',
    '_PID',
    'SYSLOG_PID',
    'record.process.id',
    'attributes.process.pid',
    'resource.attributes.process.pid',
    'syslog.procid',
    'procid',
  ],
  tid: [
    'tid',
    'thread_id',
    'attributes.thread.id',
    'threadId',
    'process.thread.id',
    'record.thread.id',
    'thread',
  ],
  logger: [
    'logger',
    'logger_name',
    'log.logger',
    'name',
    'target',
    'record.name',
    'scope.name',
    'loggerName',
    'component',
    'module',
  ],
  file: [
    'filename',
    'caller',
    'source.file',
    'source',
    'log.origin.file.name',
    'log.file',
    'record.file.name',
    'code.filepath',
    'code.file.path',
    'attributes.code.filepath',
    'attributes.code.file.path',
    'CODE_FILE',
    'sourceLocation.file',
    'logging.googleapis.com/sourceLocation.file',
    'pathname',
    'file',
    'src',
  ],
  line: [
    'lineno',
    'line_number',
    'source.line',
    'log.origin.file.line',
    'log.line',
    'record.line',
    'code.lineno',
    'code.line.number',
    'attributes.code.lineno',
    'attributes.code.line.number',
    'CODE_LINE',
    'sourceLocation.line',
    'logging.googleapis.com/sourceLocation.line',
    'line',
  ],
  trace: [
    'exc_info',
    'exc_text',
    'exception',
    'stack_trace',
    'stackTrace',
    'error.stack_trace',
    'exception.stacktrace',
    'attributes.exception.stacktrace',
    'err.stack',
  ],
  error: [
    'error',
    'err',
    'error.message',
    // pino's own serializer of errors.
    'err.message',
    'fields.error',
    'fields.err',
    'jsonPayload.error',
    'jsonPayload.err',
    'attributes.error',
    'reason',
    'cause',
  ],
};

/** The names that say whose record it is. */
export const ownerFields = [
  ...usualFields.logger,
  'service.name',
  'service',
  'resource.attributes.service.name',
  'app',
  'program',
  '_COMM',
  '_SYSTEMD_UNIT',
  'SYSLOG_IDENTIFIER',
  'container',
  'containerName',
  'container_name',
  'kubernetes.container_name',
] as const;

/** Finds the value under a path, in the first of some objects that has it. */
export function nodeAt(roots: readonly JsonObject[], path: string, text: string): JsonNode | undefined {
  for (const root of roots) {
    const found = within(root, path, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Finds the string, number or word under the first path that leads to one. */
export function scalarAt(
  roots: readonly JsonObject[],
  paths: readonly string[],
  text: string,
): { readonly path: string; readonly node: JsonScalar } | undefined {
  for (const path of paths) {
    const node = nodeAt(roots, path, text);
    if (node !== undefined && node.kind !== 'object' && node.kind !== 'array' && node.end > node.start)
      return { path, node };
  }
  return undefined;
}

function within(node: JsonNode, path: string, text: string): JsonNode | undefined {
  const value = member(node, path, text);
  if (value !== undefined) return value;
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const inner = member(node, path.slice(0, dot), text);
    const found = inner === undefined ? undefined : within(inner, path.slice(dot + 1), text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function member(node: JsonNode, key: string, text: string): JsonNode | undefined {
  if (node.kind === 'object') return node.entries.find((entry) => entry.key === key)?.value;
  if (node.kind !== 'array') return undefined;
  for (const item of node.items) {
    if (item.kind !== 'object') return undefined;
    const [name, value] = [member(item, 'key', text), member(item, 'value', text)];
    if (name?.kind !== 'string' || text.slice(name.start, name.end) !== key) continue;
    return value?.kind === 'object' && value.entries.length === 1 ? value.entries[0]!.value : value;
  }
  return undefined;
}
