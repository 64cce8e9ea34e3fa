/**
 * Lines that belong to the one before them: frames of tracebacks and stacks, notes between them, and the exception that closes
 * one. A line of Mooncake's with a word in front ("Error: ...") is none.
 */
const signs = [
  // Python: frames, carets, the notes between chained ones, and the exception that closes it
  /^Traceback \(most recent call last\):/,
  /^(?:During handling of the above exception|The above exception was the direct cause)/,
  /^[A-Za-z_][\w.]{0,200}(?:Error|Exception|Interrupt|SystemExit|StopIteration|Timeout|Expired)(?::\s|$)/,
  /^\s+(?:File "|\^+|~+|\[Previous line repeated)/,
  // glog's, gdb's and backtrace's frames
  /^\s+@\s+(?:0x)?[0-9a-f]+/,
  /^#\d+\s+(?:0x[0-9a-f]+ in |\w)/,
  // Java and Go
  /^Caused by: /,
  /^goroutine \d+ \[/,
  /^\s+\.\.\. \d+ more/,
];

/** Whether a line without a prefix continues the one before. */
export function isContinuation(message: string): boolean {
  const head = message.length > 400 ? message.slice(0, 400) : message;
  return signs.some((sign) => sign.test(head)) || /^(?: {2,}|\t+)\S/.test(head);
}
