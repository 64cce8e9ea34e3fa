import { createHash } from 'node:crypto';
import type { Provenance } from '../formats.ts';
import { nameText } from './components/log-text.ts';
import { stampText } from './figures.ts';
import { html, Raw } from './markup.ts';
import { script } from './script.generated.ts';
import { STYLE } from './style.ts';

/** How much of a summary its page embeds. */
export interface Bounds {
  /** Codes that have a row, and inputs that have one. */
  readonly codes: number;
  readonly inputs: number;
  /** Hosts, inputs and source files named with a code. */
  readonly places: number;
  /** Characters of a sample line, and of a name. */
  readonly sample: number;
  readonly name: number;
}

/** From all that anyone looks at to what keeps even the largest summary's page below {@link MOST_BYTES}. */
export const BOUNDS: readonly Bounds[] = [
  { codes: 300, inputs: 300, places: 5, sample: 1000, name: 100 },
  { codes: 150, inputs: 100, places: 3, sample: 400, name: 60 },
  { codes: 110, inputs: 40, places: 1, sample: 160, name: 40 },
];

/** The size that a page stays below if that can be had by leaving out details. */
const MOST_BYTES = 1_000_000;

/** The page with the first bounds that keep it below {@link MOST_BYTES}, or else with the last. */
export function fitPage<Limits>(bounds: readonly Limits[], render: (limits: Limits) => string): string {
  let text = '';
  for (const limits of bounds) {
    text = render(limits);
    if (Buffer.byteLength(text) <= MOST_BYTES) break;
  }
  return text;
}

/** What a page is made of. */
interface Page {
  readonly title: string;
  /** A word or two above the title. */
  readonly kicker: string;
  /** What the report is about, below the title. */
  readonly subtitle: Raw;
  /** The parts that the page's navigation leads to, by their headings' ids. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly body: Raw;
  /** What the browser's tab says behind the title: the time that the report is about. */
  readonly when?: string | undefined;
  readonly made?: Provenance | undefined;
}

/**
 * A whole page. Its content security policy allows one style and one script, by their hashes, and nothing else: no further
 * script or style, not even an attribute, no picture, frame, form or connection, whatever else the page may hold.
 */
export function renderPage({ title: kind, kicker, subtitle, sections, body, when, made }: Page): string {
  const title = made?.title ?? kind;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${[title, when, made?.host].filter((part) => part !== undefined).join(' · ')}</title>
<style>${new Raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
<header class="top"><div class="inner">
<div><p class="kicker">mooncake-annotate · ${kicker}</p><h1>${title}</h1><p class="range">${subtitle}</p>${made !== undefined && madeHtml(made)}</div>
<div class="tools"><button type="button" data-theme-switch hidden>Dark</button></div>
${sections.length > 1 && html`<nav aria-label="Parts of the report"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`}
</div></header>
<main id="content" tabindex="-1">
${body}
</main>
<footer><p>Made by mooncake-annotate. This file loads nothing and sends nothing.</p></footer>
<script>${new Raw(script)}</script>
</body>
</html>
`.text;
}

/** By what the page was made, below its title. */
function madeHtml({ at, command, host, version, zone }: Provenance): Raw {
  return html`<p class="made">Made ${stampText(at)} on ${nameText(host, 60)} by mooncake-annotate ${version}, with times of ${zone}: <code>${nameText(command, 300)}</code></p>`;
}

/** The hash by which a content security policy names an inline part. */
function hashOf(part: string): string {
  return `sha256-${createHash('sha256').update(part).digest('base64')}`;
}
