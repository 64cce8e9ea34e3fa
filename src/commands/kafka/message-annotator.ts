import type { KafkaBatch, Outgoing, ReadMessage, WrittenMessage } from '../../input/kafka/client.ts';
import { PartLines } from '../../lines/part-lines.ts';
import { RecentTexts } from '../../lines/recent-texts.ts';
import type { ShapedLine } from '../../lines/shaped-line.ts';
import type { FindingFilter } from '../../recognise/finding.ts';
import { prefixOfLine, timeOfLine } from '../../recognise/line-prefix.ts';
import { splitRecords } from '../../recognise/prefix/json/split.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import type { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { recordOf } from '../../render/lines/record.ts';
import {
  annotateMessage,
  describeForMessages,
  isFindingHeader,
  linesOf,
  type MessageLine,
  type MessageOutput,
  type MessageShape,
} from '../../render/messages/annotated-message.ts';
import { type PendingCounts, WindowCounts, type WindowOptions } from '../../summary/window-counts.ts';
import { countedLine } from '../../tally/line-counter.ts';
import type { Tally } from '../../tally/tally.ts';
import type { BatchCounts, StreamCounts } from './stream-counts.ts';

/** What becomes of messages, decided. */
export interface MessageChoice {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  /** A clock that knows how late it is: years that stamps lack follow from that. */
  readonly clock: () => TimestampParser;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  readonly output: MessageOutput;
  readonly from: string;
  readonly to: string;
  /** How many partitions the output has: that of the same number takes a message, so that their order is kept. */
  readonly partitions: number;
  readonly deadLetter: string | undefined;
  /** Where summaries of windows go, and how they are cut. */
  readonly counts:
    | { readonly topic: string; readonly windows: Omit<WindowOptions, 'input' | 'member'> }
    | undefined;
  /** The name of this process, which no other has. */
  readonly member: string;
}

/** Makes of each batch of messages what is to be written. */
export class MessageAnnotator {
  readonly #choice: MessageChoice;
  readonly #stream: StreamCounts;
  readonly #windows = new Map<number, WindowCounts>();
  readonly #lineReader: PartLines<MessageShape>;
  readonly #hosts = new RecentTexts();
  #clock: TimestampParser;
  /** How often windows of a partition were begun: what is counted anew never stands for what was counted before. */
  #begun = 0;

  constructor(choice: MessageChoice, stream: StreamCounts) {
    this.#choice = choice;
    this.#stream = stream;
    this.#clock = choice.clock();
    const { recogniser, filter, longest } = choice;
    this.#lineReader = new PartLines(longest, recogniser.shapeRules, {
      describe: describeForMessages(recogniser, filter),
      split: splitRecords,
    });
  }

  /**
   * Begins new summaries, once the group gave out partitions anew; what was counted so far is in those before. Of a partition
   * that stays ours a batch may still be on its way, which the next one must not count on.
   */
  beginAnew(): void {
    this.#windows.clear();
  }

  annotate({ partition, messages, lag }: KafkaBatch): Outgoing {
    const { counts, clock } = this.#choice;
    this.#clock = clock();
    const pending = counts === undefined ? undefined : this.#windowsOf(partition).begin();
    const seen = this.#stream.begin(partition, lag);
    const out = messages.map((message) => this.#message(message, partition, pending, seen));
    for (const { key, report } of pending?.documents() ?? [])
      out.push({ topic: counts!.topic, key, value: JSON.stringify(report) });
    return {
      messages: out,
      done: () => {
        pending?.done();
        seen.done();
      },
      unknown: () => void this.#windows.delete(partition),
    };
  }

  #message(
    message: ReadMessage,
    partition: number,
    pending: PendingCounts | undefined,
    seen: BatchCounts,
  ): WrittenMessage {
    seen.message();
    const { key, value, timestamp } = message;
    const { to, partitions, output } = this.#choice;
    const others = withoutOurs(message.headers);
    const untouched = {
      topic: to,
      partition: partition % partitions,
      key,
      timestamp,
      value,
      headers: others,
    };
    // A message without a value deletes its key in a compacted topic.
    if (value === null) return untouched;
    const read = linesOf(value);
    if (read.form === 'unreadable') {
      seen.unreadable();
      return this.#unreadable(untouched, read.reason);
    }
    const lines = this.#lines(read.bytes, Number(timestamp), pending, seen);
    const annotated = annotateMessage(value, read, lines, output);
    if (annotated.value === value && Object.keys(annotated.headers).length === 0) return untouched;
    const headers = { ...others, ...annotated.headers };
    if (annotated.value === value) return { ...untouched, headers };
    const orElse = { ...untouched, headers: { ...headers, 'mooncake-fault': 'too large to be annotated' } };
    return { ...untouched, value: annotated.value, headers, orElse };
  }

  #unreadable(untouched: WrittenMessage, reason: string): WrittenMessage {
    const headers = { ...untouched.headers, 'mooncake-fault': reason };
    const { deadLetter } = this.#choice;
    if (deadLetter === undefined) return { ...untouched, headers };
    return { ...untouched, topic: deadLetter, partition: undefined, headers };
  }

  /** Reads the lines of a message. */
  #lines(bytes: Buffer, sent: number, pending: PendingCounts | undefined, seen: BatchCounts): MessageLine[] {
    const { from, output } = this.#choice;
    const clock = this.#clock;
    const lines: MessageLine[] = [];
    this.#lineReader.read(bytes, (line) => {
      const shape = line.column;
      const { prefix, findings } = shape;
      seen.line(findings);
      const isRecorded = output === 'ndjson';
      if (pending !== undefined || isRecorded) {
        const time = timeOfLine(prefix, line, clock) ?? sent;
        if (pending !== undefined) countLine(pending.tallyAt(time), line, time, this.#hosts);
        if (isRecorded) {
          const { text } = line;
          const own = prefixOfLine(prefix, line);
          const record = recordOf({
            text,
            prefix: own,
            codes: shape.codes,
            time,
            input: from,
            number: seen.lines,
          });
          lines.push({ shape, record });
          return;
        }
      }
      lines.push({ shape });
    });
    return lines;
  }

  #windowsOf(partition: number): WindowCounts {
    const { counts, from, member } = this.#choice;
    let windows = this.#windows.get(partition);
    if (windows === undefined) {
      windows = new WindowCounts({
        ...counts!.windows,
        input: from,
        member: `${member}.${partition}.${++this.#begun}`,
      });
      this.#windows.set(partition, windows);
    }
    return windows;
  }
}

/** Headers that an earlier run added are replaced. */
function withoutOurs(headers: ReadMessage['headers']): ReadMessage['headers'] {
  if (headers === undefined) return undefined;
  for (const name in headers)
    if (isFindingHeader(name))
      return Object.fromEntries(Object.entries(headers).filter(([key]) => !isFindingHeader(key)));
  return headers;
}

function countLine(tally: Tally, line: ShapedLine<MessageShape>, time: number, hosts: RecentTexts): void {
  const { severity, findings } = line.column;
  tally.lines++;
  tally.bytes += line.end - line.start + line.lineEnd.length;
  tally.severity(severity);
  if (findings.length === 0) return;
  tally.add(findings, time, countedLine(line, hosts));
}
