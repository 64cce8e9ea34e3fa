import type { Delivery } from '../../output/print.ts';
import { reportFile } from '../../output/report-file.ts';
import type { Formats } from '../../render/formats.ts';
import type { ColourChoice } from '../../render/text/display.ts';

/** The arguments of a command that prints a report, as typed. */
export interface DeliveryFlags<Name extends string> {
  readonly format: Name;
  readonly report?: readonly string[] | undefined;
  readonly color: ColourChoice;
}

/**
 * Decides where a report goes, and finds before any log is read what keeps it from being written.
 *
 * @param others what else the run reads or writes: logs, catalogues, a checkpoint
 * @throws ReportError
 */
export async function deliveryChoice<Name extends string, Renderer>(
  { format, report = [], color }: DeliveryFlags<Name>,
  formats: Formats<Name, Renderer>,
  others: readonly string[],
): Promise<Delivery<Renderer>> {
  const files = report.map((path) => reportFile(path, formats, others));
  // Loaded now, since the program's own files may be replaced during a long run.
  const reports = files.map(async (file) => ({ file, render: await formats.load(file.format) }));
  return { color, render: await formats.load(format), reports: await Promise.all(reports) };
}
