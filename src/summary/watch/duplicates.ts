import { OTHER } from '../../tally/bounded-names.ts';
import type { ReportInput, ReportNotice, SummaryReport } from '../summary-report.ts';

/**
 * Inputs that hold the same lines under two names: as many lines and bytes, as many of them with a code, and the same first
 * and last stamp. A file and its compressed copy do, since bytes are counted decompressed.
 */
export function duplicates({ inputs }: SummaryReport): ReportNotice[] {
  const seen = new Map<string, ReportInput>();
  return inputs.flatMap((input): ReportNotice[] => {
    const { name, lines, bytes, found, first, last } = input;
    if (lines < 2 || name === OTHER || first === undefined || first === null) return [];
    const key = JSON.stringify([lines, bytes, found, first, last]);
    const same = seen.get(key);
    seen.set(key, same ?? input);
    if (same === undefined) return [];
    return [
      { kind: 'duplicated', name, text: `${same.name} and ${name} hold the same lines, which count twice` },
    ];
  });
}
