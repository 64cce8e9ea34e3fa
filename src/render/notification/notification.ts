import type { Provenance } from '../provenance.ts';
import { safeText } from '../text/safe-text.ts';

/** What a webhook is told: names, counts, times and places, but no line of a log. */
export interface Notification {
  /** One line. */
  readonly subject: string;
  /** What holds, the most urgent first. */
  readonly alerts: readonly Alert[];
  /** How many more there are. */
  readonly more: number;
}

/** One thing that is wrong. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

/** How many alerts one message has at most. */
export const mostAlerts = 10;

/**
 * What is posted: a list of alerts to an address of Alertmanager's API (`/api/v2/alerts`), to any other a `text` as Slack,
 * Mattermost and others take it.
 */
export function notificationBody(
  { subject, alerts, more }: Notification,
  made: Provenance,
  path: string,
): unknown {
  if (/\/api\/v2\/alerts\/?$/.test(path)) {
    return alerts.map(({ labels, summary, description }) => ({
      labels: plain({ ...labels, host: made.host }),
      annotations: plain({ summary, description: description === '' ? subject : description }),
      startsAt: made.at,
    }));
  }
  const rows = alerts.map(({ summary, description }) =>
    description === '' ? `• ${summary}` : `• ${summary}: ${description}`,
  );
  const text = [subject, ...rows, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
  return { text: withoutMarkup(safeText(text, 'terminal')) };
}

function plain(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, safeText(text, 'line')]));
}

/** What a log holds calls nobody: `<!channel>`. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
