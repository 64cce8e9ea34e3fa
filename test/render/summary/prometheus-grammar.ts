/** One sample as a reader of Prometheus's text format understands it. */
export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const sampleLine = new RegExp(
  `^(${name})(?:\\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*",?)*)\\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?)$`,
);
const commentLine = new RegExp(`^# (HELP|TYPE) (${name}) (.+)$`);

/**
 * Reads Prometheus's text format 0.0.4 strictly, as node_exporter's textfile collector needs it: each metric has a help and
 * a type before its samples, which stand together; no sample stands twice or carries a time; the last line ends.
 *
 * @throws Error at the first line that breaks a rule
 */
export function readPrometheusText(text: string): ReadSample[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const samples: ReadSample[] = [];
  const helped = new Set<string>();
  const typed = new Set<string>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = commentLine.exec(line);
    if (comment !== null) {
      const [, kind, metric] = comment as unknown as [string, string, string];
      const known = kind === 'HELP' ? helped : typed;
      if (known.has(metric)) throw new Error(`said twice: ${line}`);
      known.add(metric);
      current = metric;
      continue;
    }
    const sample = sampleLine.exec(line);
    if (sample === null) throw new Error(`no sample: ${JSON.stringify(line)}`);
    if (sample[1] !== current || !helped.has(current) || !typed.has(current))
      throw new Error(`not below its help and type: ${line}`);
    const labels = labelsOf(sample[2] ?? '');
    const key = JSON.stringify([current, Object.entries(labels).sort()]);
    if (seen.has(key)) throw new Error(`stands twice: ${line}`);
    seen.add(key);
    samples.push({ name: current, labels, value: Number(sample[3]) });
  }
  return samples;
}

const escapes: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' };

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z0-9_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [
      label!,
      value!.replaceAll(/\\[\\"n]/g, (escaped) => escapes[escaped]!),
    ]),
  );
}
