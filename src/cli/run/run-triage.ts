import { StopSignal } from '../../commands/stop-signal.ts';
import { mergeTriage, type TriageOptions, type TriageResult, triageInputs } from '../../commands/triage.ts';
import { inputFiles } from '../../input/files/input-files.ts';
import { deliver, print, tell } from '../../output/print.ts';
import { shownBytes } from '../../recognise/prefix/terminal-text.ts';
import { zoneReader } from '../../recognise/time/zone.ts';
import { triageNotification } from '../../render/notification.ts';
import { terminalSafe } from '../../render/text/safe-text.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { triageFormats } from '../../render/triage/triage-formats.ts';
import type { LineChoice } from '../../triage/collect/line-choice.ts';
import {
  readConditions,
  type TriageCondition,
  triageConditionNames,
} from '../../triage/report/conditions.ts';
import type { TriageReport } from '../../triage/report/triage-report.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import { deliveryChoice, notifierOf } from '../choices/delivery.ts';
import { findingChoice } from '../choices/finding-choice.ts';
import { commandOf, provenanceOf } from '../choices/provenance-choice.ts';
import { shareChoice } from '../choices/range-choice.ts';
import { UsageError } from '../usage-error.ts';
import { endBehind, isTimeOfDay, readMoment } from '../values/moment.ts';
import { readSize } from '../values/quantities.ts';
import type { TriageArguments } from './run-live.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';

/** Before and after `--around`, in milliseconds. */
const around = 900_000;

/** Decides what was typed, works out what happened, and prints the report. Returns the exit status. */
export async function runTriage(typed: TriageArguments): Promise<number> {
  keepYoungGenerationSmall();
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  zoneReader(typed.timezone);
  const { files: names, incident } = linesChoice(typed);
  const details = detailsChoice(typed);
  const conditions = triageConditions(typed.failOn);
  const notify = notifierOf(typed.notify);
  const share = shareChoice(typed, names);
  // A screen follows names themselves, through rotations.
  const { files, faults: unread } =
    typed.live || typed.joinShares ? { files: names, faults: [] } : await inputFiles(names, typed.recursive);
  const delivery = await deliveryChoice(typed, triageFormats, [
    ...files,
    ...(typed.catalogue ?? []),
    ...(typed.baseline ?? []),
  ]);
  const zone = new ZoneFormat(typed.timezone);
  const lines = lineChoice(typed, await newestOf(typed, files));
  const choice = findingChoice(typed, catalogue);
  if (typed.live) {
    const { runLive } = await import('./run-live.ts');
    return runLive(typed, { catalogue, lines, choice, zone, failOn: conditions, delivery });
  }
  const stop = new StopSignal();
  const options: TriageOptions = {
    catalogue,
    files,
    unread,
    choice,
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    longest: readSize(typed.maxLine, '--max-line'),
    multiline: typed.multiline,
    lines,
    jobs: typed.jobs,
    context: typed.context,
    correctSkew: typed.skew,
    baseline: typed.baseline ?? [],
    share,
    iso: (time) => zone.iso(time),
    stop: stop.signal,
  };
  const {
    report,
    ranges,
    faults: faultsOfReport,
    warnings,
    longLines,
  } = typed.joinShares ? await merged(options) : await triageInputs(options);
  const faults = [...faultsOfReport];
  if (incident !== undefined) {
    faults.push(...(await printLines(options, report, ranges, incident)));
  }
  stop.release();
  // That a share has none of the lines that were asked for says nothing of its log.
  if (report.nothing !== undefined && share === undefined) faults.push(report.nothing);
  if (typeof details === 'number') requireIncident(report, details);
  const made = provenanceOf(typed);
  const view = { details, command: commandOf(process.argv.slice(2)), made };
  const crossed = conditions.find(({ holds }) => holds(report));
  const isLoud =
    !typed.quiet ||
    faults.length > 0 ||
    (conditions.length === 0 ? report.incidents.length > 0 : crossed !== undefined);
  const undelivered = await deliver(
    delivery,
    (render, display) => render(report, display, view),
    incident === undefined && isLoud,
  );
  if (notify !== undefined && crossed !== undefined && stop.status === undefined) {
    const fault = await notify(triageNotification(report, crossed.name, made), made);
    if (fault !== undefined) undelivered.push(fault);
  }
  for (const fault of [...faults, ...warnings, ...undelivered]) tell(fault);
  if (longLines > 0)
    tell(
      `${longLines} line(s) longer than ${typed.maxLine} were looked at up to there (--max-line raises the limit)`,
    );
  if (crossed !== undefined) process.stderr.write(`mooncake-annotate: --fail-on holds: ${crossed.name}\n`);
  if (stop.status !== undefined) return stop.status;
  if (faults.length > 0 || undelivered.length > 0) return 2;
  return crossed === undefined ? 0 : 1;
}

/** What triage says of documents of shares. */
async function merged(options: TriageOptions): Promise<TriageResult> {
  const { files, lines: _lines, ...choice } = options;
  const report = await mergeTriage({ ...choice, files, reading: { ...options, files: [] } });
  return { report, ranges: new Map(), faults: [], warnings: [], longLines: 0 };
}

/** Which incident's lines are to be printed, and the files. A word that is no incident is a file: `--lines-of store.log`. */
function linesChoice({ linesOf, files }: TriageArguments): {
  readonly files: readonly string[];
  readonly incident: number | 'all' | undefined;
} {
  if (linesOf === undefined) return { files: files.length === 0 ? ['-'] : files, incident: undefined };
  const isId = /^(?:[1-9]\d*|all)$/.test(linesOf);
  const named = isId ? files : [linesOf, ...files];
  if (named.length === 0 || named.includes('-'))
    throw new UsageError('--lines-of reads its inputs twice, which standard input cannot', 'name files');
  return { files: named, incident: isId && linesOf !== 'all' ? Number(linesOf) : 'all' };
}

/** Refuses the number of an incident that there is none of. */
function requireIncident({ incidents }: Pick<TriageReport, 'incidents'>, id: number): void {
  if (incidents.some((incident) => incident.id === id)) return;
  throw new UsageError(
    `there is no incident ${id}`,
    incidents.length === 0 ? 'none was found' : `they are 1 to ${incidents.length}`,
  );
}

/** What the run is to fail on. */
function triageConditions(text: string | undefined): readonly TriageCondition[] {
  if (text === undefined) return [];
  const read = readConditions(text);
  if (read.includes(undefined))
    throw new UsageError(
      '--fail-on needs a condition',
      `any of ${triageConditionNames.join(', ')}, joined by ||`,
    );
  return read as readonly TriageCondition[];
}

/** Which details are to be shown. */
function detailsChoice({ incident, all }: TriageArguments): number | 'all' | undefined {
  if (all || incident === 'all') return 'all';
  if (incident === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(incident))
    throw new UsageError('--incident needs a number', 'for example 1, or --all');
  return Number(incident);
}

/** Prints the lines of one incident or of all; returns what went wrong. */
async function printLines(
  options: TriageOptions,
  { incidents, skew }: TriageReport,
  ranges: TriageResult['ranges'],
  incident: number | 'all',
): Promise<string[]> {
  if (incident !== 'all') requireIncident({ incidents }, incident);
  const { incidentLines } = await import('../../commands/incident-lines.ts');
  const ahead = new Map(skew.map(({ host, seconds, corrected }) => [host, corrected ? seconds * 1000 : 0]));
  const wanted = incident === 'all' ? [...ranges.values()].flat() : ranges.get(incident)!;
  const { lines, faults, dropped } = await incidentLines(options, wanted, (host) => ahead.get(host) ?? 0);
  // Written in pieces: one string of all lines could be longer than strings may be.
  for (let at = 0; at < lines.length; at += linesAtOnce)
    await print(process.stdout, shown(Buffer.from(lines.slice(at, at + linesAtOnce).join(''), 'latin1')));
  return dropped === 0
    ? [...faults]
    : [...faults, `${dropped} line(s) did not fit into memory (--since and --until narrow it)`];
}

const linesAtOnce = 4096;

/** On a terminal control characters of the log are shown, not obeyed. */
function shown(lines: Buffer): Buffer {
  return process.stdout.isTTY ? terminalSafe(shownBytes(lines)) : lines;
}

/** The newest stamp of the logs, where a time without a date asks for it. */
async function newestOf(
  { since, until, around: middle, timezone, live }: TriageArguments,
  files: readonly string[],
): Promise<number | undefined> {
  const isAsked = [since, until, middle].some((text) => text !== undefined && isTimeOfDay(text));
  if (!isAsked || live) return undefined;
  const { newestStamp } = await import('../../triage/read/newest-stamp.ts');
  return newestStamp(files, timezone);
}

/** A key as it was copied from a report, where `␀` stands for a zero byte: with the control characters that pictures stand for. */
function withControls(key: string): string {
  return key
    .replace(/[\u2400-\u241f]/g, (picture) => String.fromCharCode(picture.charCodeAt(0) - 0x2400))
    .replaceAll('\u2421', '\x7f');
}

/** Decides which lines count. */
function lineChoice(
  { since, until, around: middle, timezone, host, key, request }: TriageArguments,
  newest: number | undefined,
): LineChoice {
  const now = Date.now();
  const moment = (text: string | undefined, flag: string): number | undefined =>
    text === undefined ? undefined : readMoment(text, flag, timezone, now, newest);
  const at = moment(middle, '--around');
  const from = at === undefined ? moment(since, '--since') : at - around;
  const to = at === undefined ? endBehind(moment(until, '--until'), until, from) : at + around;
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError('--since lies behind --until', 'exchange them');
  return {
    since: from,
    until: to,
    hosts: host ?? [],
    keys: (key ?? []).map(withControls),
    requests: request ?? [],
  };
}
