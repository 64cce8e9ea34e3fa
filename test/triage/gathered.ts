import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { knownConsequences } from '../../src/catalogue/consequences/index.ts';
import { knownMessages } from '../../src/catalogue/known-messages/index.ts';
import { KnownMessageMatcher } from '../../src/catalogue/known-messages/matcher.ts';
import { type Prefix, sourceOf } from '../../src/recognise/prefix/prefix.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { TimestampParser } from '../../src/recognise/time/timestamp-parser.ts';
import type { ReadLine } from '../../src/triage/collect/collected-line.ts';
import { keyOf } from '../../src/triage/collect/event-signature.ts';
import type { InputEvidence, Wording } from '../../src/triage/collect/input-evidence.ts';
import type { LineChoice } from '../../src/triage/collect/line-choice.ts';
import { LogCollector } from '../../src/triage/collect/log-collector.ts';
import { anyNames } from '../../src/triage/collect/name-kinds.ts';
import { type ReportOptions, triageReport } from '../../src/triage/report/report.ts';
import type { TriageReport } from '../../src/triage/report/triage-report.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue);
const matcher = new KnownMessageMatcher();

/** No line of the tests' logs is later. */
const latest = Date.UTC(2026, 11, 31);

/** A line as a collector takes it in, of which the shape tells nothing. */
export function readLine(
  text: string,
  prefix: Prefix,
  clock: TimestampParser,
): ReadLine & { readonly mayTellFacts: true } {
  const head = { ...prefix, source: sourceOf(prefix) };
  return { text, head, time: clock.of(text, prefix), mayName: anyNames, mayTellFacts: true };
}

/** Gathers a log of few lines: each is looked at. */
export function gathered(name: string, lines: readonly string[], choice: LineChoice = {}): InputEvidence {
  const clock = new TimestampParser({ timezone: 'UTC', latest });
  const collector = new LogCollector(name, name, choice);
  let offset = 0;
  for (const [index, text] of lines.entries()) {
    const { prefix, findings } = recogniser.recognise(text);
    const known = matcher.match(text)?.id ?? null;
    const line = { ...readLine(text, prefix, clock), findings, known, line: index + 1, offset };
    if (findings.length > 0 || known !== null) collector.add({ ...line, key: keyOf(findings, known) });
    else collector.healthy(line);
    offset += text.length + 1;
  }
  const log = collector.data();
  return {
    name,
    host: name,
    lines: lines.length,
    bytes: offset,
    from: log.clock.from,
    to: log.clock.to,
    log,
  };
}

const wording: Wording = {
  iso: (time) => new Date(time).toISOString(),
  visible: (text) => text,
  context: () => ({ before: [], after: [] }),
};

/** What triage says of some logs. */
export function reported(
  inputs: readonly InputEvidence[],
  options: Partial<ReportOptions> = {},
): TriageReport {
  return triageReport(inputs, {
    consequences: knownConsequences,
    messages: new Map(knownMessages.map((message) => [message.id, message])),
    codes: catalogue.codes,
    correctSkew: false,
    wording,
    ...options,
  });
}

/** What a line means, as rows of the table of consequences name it. */
export function meaningsOf(text: string): string[] {
  const { prefix, findings } = recogniser.recognise(text);
  const known = matcher.match(text, prefix.severity);
  const codes = findings.flatMap((finding) =>
    finding.kind === 'code' ? [`${finding.component}/${finding.name}`] : [],
  );
  return known === undefined ? codes : [...codes, `message/${known.id}`];
}

/** A glog header at so many seconds after 02:00 on 30 July 2026. */
export function at(seconds: number, severity = 'E', source = 'client_service.cpp:1767'): string {
  const time = new Date(Date.UTC(2026, 6, 30, 2) + seconds * 1000).toISOString();
  const date = time.slice(0, 10).replaceAll('-', '');
  return `${severity}${date} ${time.slice(11, 23)}000 4133 ${source}]`;
}

/** A line that something is well. */
export function well(seconds: number, peer = '10.0.3.18:12345'): string {
  return `${at(seconds, 'I', 'transfer_engine.cpp:44')} transfer to peer=${peer} done`;
}
