import type { StampFormName, StampPlace } from '../time/stamp.ts';
import { stampAt } from '../time/stamp.ts';
import type { MappedText } from './mapped-text.ts';
import type { Prefix, PrefixShape, Severity } from './prefix.ts';
import { severityOf, severityOfPriority } from './prefix.ts';

/** Where something stands, in offsets of the line. */
export type Span = readonly [start: number, end: number];

/** Where fields stand in a text. */
export type Spans = Readonly<Record<string, Span | undefined>>;

/** What a form says about the fields that it finds. */
export interface FieldMeaning {
  readonly severity?: Severity | undefined;
  readonly levels?: Readonly<Record<string, Severity>> | undefined;
  readonly forms?: readonly StampFormName[] | undefined;
}

/** Forms of stamps that have a date with its year. */
const full: ReadonlySet<StampFormName> = new Set([
  'iso',
  'bracketed',
  'weekday',
  'day-month',
  'short-year',
  'short-date',
  'us-date',
  'epoch',
]);

/** What is known of a line's prefix so far; what is read later stands further inside and counts more. */
export class PrefixBuilder {
  stamp: StampPlace | undefined;
  severity: Severity | undefined;
  file: string | undefined;
  fileLine = 0;
  logger: string | undefined;
  pid: number | undefined;
  tid: number | undefined;
  host: string | undefined;
  hostAt: Span | undefined;
  pidAt: Span | undefined;
  tidAt: Span | undefined;
  fileLineAt: Span | undefined;
  isRecord = false;
  shape: PrefixShape = 'bare';
  heading: string | undefined;
  isKernel = false;
  isPartial = false;
  isContinuation = false;

  /** The same knowledge for another record of the line. */
  copy(): PrefixBuilder {
    return Object.assign(new PrefixBuilder(), this);
  }

  /** Takes in the fields that a pattern found in a text. */
  take(text: MappedText, spans: Spans, meaning: FieldMeaning = {}): void {
    const stamp = spans.stamp ?? spans.stamp2;
    if (stamp !== undefined) this.takeStamp(text, stampAt(text.text, stamp[0], stamp[1], meaning.forms));
    if (spans.seconds !== undefined)
      this.takeStamp(text, stampAt(text.text, spans.seconds[0], spans.seconds[1], ['epoch']));
    this.#takeSeverity(text, spans, meaning);
    const { host, pid, tid, logger } = spans;
    if (host !== undefined) this.takeHost(text, host);
    if (pid !== undefined) this.takePid(text, pid);
    if (tid !== undefined) this.takeTid(text, tid);
    if (logger !== undefined) this.logger = textAt(text, logger);
    const file = spans.file ?? spans.file2;
    const line = spans.line ?? spans.line2;
    if (file !== undefined)
      this.takeFile(textAt(text, file), line === undefined ? undefined : textAt(text, line));
    if (spans.heading !== undefined) this.heading = textAt(text, spans.heading);
    if (spans.kernel !== undefined) this.isKernel = true;
    if (spans.partial !== undefined) this.isPartial = true;
  }

  /** Takes in a stamp that stands in a text. */
  takeStamp(text: MappedText, stamp: StampPlace | undefined): void {
    if (stamp === undefined) return;
    const before = this.stamp;
    const outer =
      before === undefined
        ? undefined
        : full.has(before.form)
          ? { ...before, outer: undefined }
          : before.outer;
    this.stamp = {
      start: text.original(stamp.start),
      end: text.originalEnd(stamp.end),
      form: stamp.form,
      ...(outer === undefined ? {} : { outer }),
    };
  }

  takeHost(text: MappedText, span: Span): void {
    this.host = textAt(text, span);
    this.hostAt = spanIn(text, span);
  }

  takePid(text: MappedText, span: Span): void {
    this.pid = Number(textAt(text, span));
    this.pidAt = spanIn(text, span);
  }

  takeTid(text: MappedText, span: Span): void {
    this.tid = Number(textAt(text, span));
    this.tidAt = spanIn(text, span);
  }

  /** Takes in a source file, of which the base name counts, and its line. */
  takeFile(path: string, line: string | undefined): void {
    this.file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    this.fileLine = Number(line ?? 0) || 0;
    this.fileLineAt = undefined;
  }

  /** Takes in where the source's line stands in a record. */
  takeFileLine(text: MappedText, span: Span): void {
    this.fileLine = Number(textAt(text, span)) || 0;
    this.fileLineAt = spanIn(text, span);
  }

  /** The prefix of a line whose message stands from one offset to another. */
  build(message: number, messageEnd: number): Prefix {
    const { stamp, severity, file, fileLine, logger, pid, tid, host, shape } = this;
    return {
      stamp: stamp?.start ?? -1,
      stampPlace: stamp,
      severity,
      file,
      fileLine,
      logger,
      pid,
      tid,
      host,
      hostAt: this.hostAt,
      pidAt: this.pidAt,
      tidAt: this.tidAt,
      fileLineAt: this.fileLineAt,
      isRecord: this.isRecord,
      ...(this.heading === undefined ? {} : { heading: this.heading }),
      shape: this.isKernel ? 'kernel' : shape,
      isPartial: this.isPartial,
      isContinuation: this.isContinuation,
      message,
      messageEnd,
    };
  }

  #takeSeverity(text: MappedText, { level, priority }: Spans, meaning: FieldMeaning): void {
    if (meaning.severity !== undefined) this.severity = meaning.severity;
    if (priority !== undefined) this.severity = severityOfPriority(Number(textAt(text, priority)) & 7);
    if (level === undefined) return;
    const word = textAt(text, level);
    this.severity = meaning.levels?.[word] ?? severityOf(word) ?? this.severity;
  }
}

function textAt(text: MappedText, [start, end]: Span): string {
  return text.text.slice(start, end);
}

function spanIn(text: MappedText, [start, end]: Span): Span {
  return [text.original(start), text.originalEnd(end)];
}
