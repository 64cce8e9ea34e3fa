/** One metric in the text format that Prometheus reads: all its samples stand together, below what they mean. */
export interface Metric {
  /** Its base unit stands at its end: `_lines`, `_bytes`, `_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

/** One value, and what tells it from the others of its metric. */
export interface MetricSample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Gauges in Prometheus's text format, version 0.0.4. Metrics without a sample are left out. No sample carries a time:
 * node_exporter's textfile collector rejects a file that has any.
 */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${escapedHelp(help)}`,
      `# TYPE ${name} gauge`,
      ...samples.map(({ labels = {}, value }) => `${name}${labelled(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function labelled(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${labelValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** A label's value as it stands between quotes: any text on one line. */
export function labelValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function escapedHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
