export type { Evidence, Finding } from './recognise/finding.ts';
