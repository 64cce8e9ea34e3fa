import type { Finding } from '../../recognise/finding.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import type { CollectedLine, LineTaker, SevereText } from '../../triage/collect/log-collector.ts';

/** Hands all lines on to a collector, and those that are to be shown to another one too. */
export class LineTee implements LineTaker {
  readonly #collector: LineTaker;
  readonly #show: (text: string, prefix: Prefix, findings: readonly Finding[]) => void;

  /** @param show takes lines with findings, known messages, and other lines of severity W, E and F */
  constructor(
    collector: LineTaker,
    show: (text: string, prefix: Prefix, findings: readonly Finding[]) => void,
  ) {
    this.#collector = collector;
    this.#show = show;
  }

  healthy(text: string, prefix: Prefix): void {
    this.#collector.healthy(text, prefix);
  }

  pass(text: string): void {
    this.#collector.pass(text);
  }

  host(name: string): void {
    this.#collector.host?.(name);
  }

  severe(line: SevereText): void {
    this.#collector.severe(line);
    this.#show(line.text, line.prefix, []);
  }

  add(line: CollectedLine): void {
    this.#collector.add(line);
    this.#show(line.text, line.prefix, line.findings);
  }
}
