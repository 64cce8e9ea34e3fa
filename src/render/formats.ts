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

/** One format of a report: the file suffixes that mean it, and what loads its renderer, only when it is used. */
interface Format<Renderer> {
  readonly suffixes: readonly string[];
  readonly load: () => Promise<Renderer>;
}

/** The formats in which one kind of report can be written. */
export class Formats<Name extends string, Renderer> {
  readonly #formats: Readonly<Record<Name, Format<Renderer>>>;

  constructor(formats: Readonly<Record<Name, Format<Renderer>>>) {
    this.#formats = formats;
  }

  /** All formats, as `--format` lists them. */
  get names(): readonly Name[] {
    return Object.keys(this.#formats) as Name[];
  }

  /** All suffixes by which a report's file chooses its format. */
  get suffixes(): readonly string[] {
    return this.names.flatMap((name) => this.#formats[name].suffixes);
  }

  /** The format that a file's name asks for, whatever the case of its suffix; undefined when it asks for none. */
  ofFile(path: string): Name | undefined {
    const file = path.toLowerCase();
    return this.names.find((name) => this.#formats[name].suffixes.some((suffix) => file.endsWith(suffix)));
  }

  /** Loads what renders a format. */
  load(name: Name): Promise<Renderer> {
    return this.#formats[name].load();
  }
}
