/**
 * From the findings of many inputs to incidents: what broke first, what followed from it, and where.
 *
 * - `collect`: what is kept of the lines of one input, in bounded memory;
 * - `templates`: messages with their variable parts taken out;
 * - `episodes`: runs of lines of one kind from one host, bursts, and what is routine;
 * - `causes`: which episode may have followed from which, and what is an incident;
 * - `places`: where lines came from, and what they name;
 * - `report`: the document that is made of it.
 */

export { hostsOf } from './collect/hosts.ts';
export type { InputEvidence, Wording } from './collect/input-evidence.ts';
export { type CollectedLine, type CollectedLog, LogCollector } from './collect/log-collector.ts';
export { burstRule } from './episodes/bursts.ts';
export { type ReportOptions, triageReport } from './report/report.ts';
export type { Incident, TriageReport } from './report/triage-report.ts';
