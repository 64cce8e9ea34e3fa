import * as v from 'valibot';
import type { SharedPlace } from '../../consequences/index.ts';
import { listFault, map, textField } from './texts.ts';

const places = [
  'host',
  'device',
  'peer',
  'request',
  'key',
  'segment',
  'thread',
] as const satisfies readonly SharedPlace[];

const eventName = v.pipe(
  v.string('must be a code or a message'),
  v.regex(
    /^(?:[A-Za-z][\w .-]*\/)?(?:[\w.:-]+|\*)$/,
    'must be a code (NAME, Component/NAME), all codes of a component (Component/*), or a message (message/its-id)',
  ),
  v.check((value) => value !== 'none', 'stands alone: write follows: none, or leave it out of the list'),
);

const units: Readonly<Record<string, number>> = { s: 1, min: 60, m: 60, h: 3600 };
const longest = 24 * 3600;

/** `90`, `90s`, `2min`: seconds. */
const duration = v.pipe(
  v.union([v.number(), v.string()], 'must be a time: 30s, 2min'),
  v.transform((value) => {
    const match = /^(\d+(?:\.\d+)?) ?(s|min|m|h)?$/.exec(String(value));
    return match === null ? Number.NaN : Number(match[1]) * units[match[2] ?? 's']!;
  }),
  v.check((value) => value > 0 && value <= longest, 'must be a time of at most a day: 30s, 2min, 1h'),
);

const eventNames = v.array(eventName, listFault);

const link = v.strictObject(
  {
    from: v.lazy((value) => (Array.isArray(value) ? eventNames : eventName)),
    within: v.optional(duration),
    same: v.optional(v.array(v.picklist(places, `must be one of ${places.join(', ')}`), listFault)),
    because: v.optional(textField),
  },
  map,
);

const links = v.array(
  v.lazy((value) => (typeof value === 'object' && value !== null ? link : eventName)),
  'must be a list of codes and messages, or none',
);

const none = v.literal('none', 'must be a list of codes and messages, or none');

/** What a code or message follows from; `none` says that nothing is to be supposed. */
export const follows = v.lazy((value) => (typeof value === 'string' ? none : links));

export type FollowsEntry = v.InferOutput<typeof follows>;
export type LinkEntry = v.InferOutput<typeof link>;
export const linkFields: readonly string[] = Object.keys(link.entries);
