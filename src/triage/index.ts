/** From the findings of many inputs to incidents: what broke first, what followed from it, and where. */
export type { Incident, TriageReport } from './triage-report.ts';
