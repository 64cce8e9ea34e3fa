import { adviceLines, readAction } from '../../catalogue/advice/placeholders.ts';
import { keysPage } from '../../render/live/live-screen.ts';
import type { PageAbout } from '../../render/live/live-state.ts';
import { plainPaint } from '../../render/text/display.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { foldText } from '../../render/text/wrapped.ts';
import { ReportTime } from '../../render/triage/report-time.ts';
import { incidentPage } from '../../render/triage/triage-text.ts';
import type { Incident } from '../../triage/report/triage-report.ts';
import type { Explanation } from '../explain.ts';

/** What pages are made of. */
interface PageSources {
  readonly explain: (words: string) => Explanation;
  readonly incident: (id: number) => Incident | undefined;
}

/** Makes the pages of a live screen. */
export class Pages {
  readonly #sources: PageSources;
  /** The programs that advice names. */
  readonly #programs = new Set(
    adviceLines().flatMap((line) => {
      const { command } = readAction(line);
      return command === undefined ? [] : [command.split(' ')[0]!];
    }),
  );

  constructor(sources: PageSources) {
    this.#sources = sources;
  }

  /** The lines of a page for a screen of so many columns. */
  lines(about: PageAbout, columns: number): string[] {
    return this.#text(about, columns).flatMap((line) => foldText(line, columns, this.#isCommand(line)));
  }

  #text(about: PageAbout, columns: number): readonly string[] {
    switch (about.kind) {
      case 'keys':
        return keysPage;
      case 'explain': {
        const { text, complaints } = this.#sources.explain(about.words);
        return [...complaints.map((one) => safeText(one, 'line')), ...text.split('\n')];
      }
      case 'incident': {
        const incident = this.#sources.incident(about.id);
        if (incident === undefined) return ['This incident is no longer kept.'];
        const time = new ReportTime({ from: incident.start, to: incident.end });
        const rows = incidentPage(incident, time, { width: columns, unicode: true, paint: plainPaint });
        return safeText(rows.join('\n'), 'terminal').split('\n');
      }
    }
  }

  /** Whether a line is one to be typed. */
  #isCommand(line: string): boolean {
    const [, word] = /^ *(?:- |check {2})?([\w./-]+) /.exec(line) ?? [];
    return word !== undefined && this.#programs.has(word);
  }
}
