import { adviceLines, readAction } from '../../catalogue/advice/placeholders.ts';
import type { Chunk } from '../../input/follow/polling/report.ts';
import { tell } from '../../output/print.ts';
import { type Key, keyPress } from '../../output/terminal/key-press.ts';
import { TerminalScreen } from '../../output/terminal/terminal-screen.ts';
import { terminalInput } from '../../output/terminal/terminal-streams.ts';
import { keysPage, liveScreen } from '../../render/live/live-screen.ts';
import { type LiveFigures, type LiveView, type PageAbout, plainView } from '../../render/live/live-state.ts';
import { foldText } from '../../render/text/columns.ts';
import { colouredPaint, plainPaint } from '../../render/text/display.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { incidentPage } from '../../render/triage/triage-text.ts';
import { ReportTime } from '../../render/triage/wording.ts';
import type { Incident } from '../../triage/report/triage-report.ts';
import { type Explanation, explainName } from '../explain.ts';
import type { LiveOptions } from './live-logs.ts';
import { LiveRun } from './live-run.ts';

/** The least time between two drawings, in milliseconds, and how long one may be old while nothing comes. */
const drawEvery = 100;
const idleEvery = 1000;
/** The exit status that shells know for an end by each signal; `StopSignal` has the others. */
const statusOf = { SIGHUP: 129, SIGQUIT: 131 } as const;

/** Draws on a terminal. */
export class ScreenRun extends LiveRun {
  readonly #options: LiveOptions;
  readonly #quit: AbortController;
  readonly #screen: TerminalScreen;
  readonly #hasKeys: boolean;
  #pages: Pages | undefined;
  #view: LiveView = plainView;
  #notice = '';
  #warnings: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isOpen = false;
  /** Whether something is to be drawn, and when the next drawing may be, in the process's milliseconds. */
  #isDue = false;
  #drawn = 0;

  constructor(options: LiveOptions, quit: AbortController, files: () => number) {
    super(options, quit, files);
    this.#options = options;
    this.#quit = quit;
    const input = terminalInput(options.stdin);
    this.#hasKeys = input !== undefined;
    this.#screen = new TerminalScreen(process.stdout, input, {
      onKey: (key) => this.#key(key),
      onResize: () => {
        this.#renewPage();
        this.#drawSoon();
      },
      onEnd: (signal) => {
        this.status = statusOf[signal];
        this.#quit.abort();
      },
    });
  }

  get isGone(): boolean {
    return this.status === statusOf.SIGHUP;
  }

  get isOver(): boolean {
    return this.#quit.signal.aborted;
  }

  get isFull(): boolean {
    return false;
  }

  open(): void {
    this.#screen.open();
    this.#isOpen = true;
    this.#draw();
    this.#timer = setInterval(() => {
      this.judge();
      if (this.#isDue || performance.now() - this.#drawn >= idleEvery) this.#draw();
    }, drawEvery);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#timer);
    this.#screen.close();
    for (const warning of this.#warnings) tell(warning);
  }

  warn(message: string): void {
    this.#notice = safeText(message, 'line');
    // On the screen it is soon gone.
    this.#warnings = [...this.#warnings.slice(-99), message];
    this.#isDue = true;
  }

  override take(chunk: Chunk): void {
    super.take(chunk);
    this.#isDue = true;
  }

  async flush(): Promise<void> {}

  /** What was read can still be looked at, until a key or a signal ends it. */
  async end(): Promise<void> {
    this.judge(true);
    if (!this.#hasKeys || this.#quit.signal.aborted) return;
    this.#notice = 'Standard input has ended; q ends this.';
    this.#draw();
    await new Promise((resolve) => this.#quit.signal.addEventListener('abort', resolve, { once: true }));
  }

  protected tell(): void {
    this.#renewPage();
    this.#isDue = true;
  }

  /** What a page shows may have changed, or the width that it was made for. */
  #renewPage(): void {
    const { page } = this.#view;
    if (page === undefined) return;
    this.#view = { ...this.#view, page: { ...page, lines: this.#page(page.about) } };
  }

  #page(about: PageAbout): string[] {
    this.#pages ??= new Pages({
      explain: (words) => explainName([words], this.#options.catalogue, false),
      incident: (id) => this.logs.incident(id),
    });
    return this.#pages.lines(about, this.#screen.size.columns);
  }

  #figures(): LiveFigures {
    return this.logs.figures(this.#notice, this.files);
  }

  /** Draws at once, unless that was done just now: held keys and dragged edges come faster than anybody can see. */
  #drawSoon(): void {
    this.#isDue = true;
    if (performance.now() - this.#drawn >= drawEvery) this.#draw();
  }

  #draw(): void {
    if (!this.#isOpen || this.#screen.isBehind) return;
    this.#isDue = false;
    this.#drawn = performance.now();
    const paint = this.#options.colour ? colouredPaint : plainPaint;
    this.#screen.draw(liveScreen(this.#figures(), this.#view, this.#screen.size, paint));
  }

  #key(key: Key): void {
    const result = keyPress(this.#view, key, {
      figures: this.#figures(),
      rows: this.#screen.size.rows - 1,
      page: (about) => this.#page(about),
    });
    switch (result.kind) {
      case 'view':
        this.#view = result.view;
        if (key.name === 'redraw') this.#screen.clear();
        this.#drawSoon();
        break;
      case 'quit':
        this.#quit.abort();
        break;
      case 'interrupt':
        // As a terminal does it, to all that run with this one.
        process.kill(0, 'SIGINT');
        break;
      case 'suspend':
        this.#screen.suspend();
    }
  }
}

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
