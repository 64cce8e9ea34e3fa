import { markdownCode, markdownText } from './text/markdown-text.ts';

/** By what a report was made: when, by which command of which version, on which host, and in which zone it gives times. */
export interface Provenance {
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly command: string;
  readonly host: string;
  readonly version: string;
  readonly zone: string;
  /** What the report is called, if not by its kind. */
  readonly title?: string | undefined;
}

/** The last line of a ticket. */
export function madeMarkdown({ at, command, host, version, zone }: Provenance): string {
  const when = `${at.slice(0, 19).replace('T', ' ')} ${at.slice(-6)}`;
  return `Made ${markdownText(`${when} on ${host} by mooncake-annotate ${version}, with times of ${zone}`)}: ${markdownCode(command)}`;
}
