import * as v from 'valibot';

/** Which field of a document is missing or not what it should be, in words. */
export function fieldFault(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? 'it';
  return `${place}: ${issue.input === undefined ? 'is missing' : issue.message}`;
}
