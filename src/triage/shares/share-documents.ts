import * as v from 'valibot';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { documentsIn, documentText } from '../../input/files/input-files.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import { fieldFault, InputError } from '../../input/input-error.ts';
import { shareSchema } from './share-schema.ts';
import { type ShareDocument, shareIn, type TriageShare } from './triage-share.ts';

const tip = 'make it with triage --share 1/8 --format json';

/**
 * Reads what was gathered of shares, from a triage document, or several, each on a line of its own.
 *
 * @param messages the known messages by id
 * @throws InputError when it cannot be read, or is no document of a share that this version knows; it names the file
 */
export async function readShares(
  path: string,
  messages: ReadonlyMap<string, KnownMessage>,
): Promise<TriageShare[]> {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  return documentsIn(await documentText(path)).map(({ text, line }) =>
    readShare(text, line === undefined ? name : `${name}:${line}`, messages),
  );
}

/**
 * What was gathered of a share, from the text of its document.
 *
 * @param name the name of the document's file, for errors
 * @param messages the known messages by id
 * @throws InputError
 */
export function readShare(
  text: string,
  name: string,
  messages: ReadonlyMap<string, KnownMessage>,
): TriageShare {
  let document: { readonly schema?: unknown; readonly share?: unknown } | null;
  try {
    document = JSON.parse(text) as typeof document;
  } catch (error) {
    throw new InputError('corrupt', name, 'is no whole JSON document: it may be half-written', tip, {
      cause: error,
    });
  }
  if (typeof document?.schema !== 'string' || !/^mooncake-annotate\/triage@/.test(document.schema))
    throw new InputError('corrupt', name, 'is no triage document of mooncake-annotate', tip);
  if (document.share === undefined)
    throw new InputError('corrupt', name, 'is a triage document of whole logs, which cannot be merged', tip);
  const result = v.safeParse(shareSchema(messages), document.share);
  if (!result.success)
    throw new InputError('corrupt', name, `is a damaged share: ${fieldFault(result.issues[0])}`, tip);
  // The schema leaves out what other versions hold besides.
  return shareIn(result.output as ShareDocument);
}
