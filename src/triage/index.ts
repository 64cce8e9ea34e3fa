/** From the findings of many inputs to incidents: what broke first, what followed from it, and where. */
export { burstRule } from './bursts.ts';
export type { GatheredInput, Wording } from './gathered.ts';
export { hostsOf } from './hosts.ts';
export { type CollectedLine, type CollectedLog, LogCollector } from './log-collector.ts';
export { type ReportOptions, triageReport } from './report.ts';
export type { Incident, TriageReport } from './triage-report.ts';
