/** A message of a queue and its findings into the message that goes on. */
export {
  type AnnotatedMessage,
  annotatedMessage,
  findingHeaders,
  isFindingHeader,
  type MessageOutput,
  type ReadLine,
} from './annotated-message.ts';
export { linesOf, type MessageLines, type Unreadable } from './message-lines.ts';
export { describeForMessages, type MessageShape } from './message-shape.ts';
export { openMetricsType, streamMetrics } from './stream-metrics.ts';
