import type { LineHead } from './collected-line.ts';
import { anyNames, type NameKinds } from './name-kinds.ts';

/**
 * What kind of thing a line names; `self` is an address that a line calls its own (`local=`, `Server:`). A device of another
 * host is named with that, as Mooncake does: `10.0.3.14@mlx5_1`.
 */
export type EntityKind =
  | 'peers'
  | 'segments'
  | 'devices'
  | 'requests'
  | 'keys'
  | 'ranks'
  | 'processes'
  | 'threads'
  | 'self';

/** Takes in what a line names, each thing once. */
type EntityTaker = (kind: EntityKind, name: string) => void;

const address =
  /(?<![\w.:@/-])(?:\[([0-9a-fA-F]*:[0-9a-fA-F:]*)\]|(\d{1,3}(?:\.\d{1,3}){3})|([A-Za-z][\w-]*(?:\.[\w-]+)*(?=[:@])))(?::(\d{2,5})(?![\w.]|:\w))?(?:@(\w+))?(?![\w.]*\()/g;
const behindScheme = /\/\/(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{2,5})\b/g;
const restOfAddress = /[\w\]]*/y;
const deviceName =
  /(?:mlx[45]_(?:bond_)?\d+|erdma_\d+|bnxt_re(?:_bond)?\d+|irdma\d+|rxe\d+|rocep\w+|ibp\d\w*|hns_\d+|cxi\d+|efa_\d+|rdmap\w+|xscale_\d+)/;
const device = new RegExp(`\\b${deviceName.source}\\b`, 'g');
const onlyDevice = new RegExp(`^${deviceName.source}$`);
const request =
  /\b(?:(?:chat)?cmpl-[\w-]{4,}|req(?:uest)?-[\w-]{4,})|\b(?:request|req|rid|request_id|req_id|request id)s?[\s:='"[]+([\w-]{6,})/gi;
// The blanks of ASCII are spelt out: a byte of a letter in UTF-8 may be one of the others.
const key =
  /(?:(?<![?&])\b|_)key(?:=|: ?| = )["']?([^ \t-\r,;"'()[\]]+)|\bfor key ["']?([^ \t-\r,;"'()[\]]+)|\bkeys? \[["']([^"'\]]+)["']/g;
const segment = /\bsegment(?:_name|_id|s)?(?: name| id)?(?:=|: ?| )["']?([\w.:[\]-]*\d[\w.:[\]-]*)/gi;
const rank = /\b(?:Worker_)?((?:[TDPEC]P\d+)(?:_(?:[TDPEC]P\d+))*)\b|\b(?:[a-z]+_)?rank[ =:]{0,2}(\d+)\b/g;

/** What comes before an address that is the line's own process's: `local=`, `local_nic: `, `Server: `. */
const own =
  /(?:\blocal\w*(?:\.\w+)?(?:[=: ]+)|\bServer: |\bserver_name: |\blistening on |\blocal server name:? ?)$/;
const sourceEnd = /\.(?:cpp|cc|cu|c|h|hpp|py|go|rs)$/;
/** A word before a number that is no host: `size:4096`. A host's name holds a digit, a dot or a hyphen. */
const hostLike = /[\d.-]|^localhost$/;

/**
 * Reads what a line names: peers, segments, RDMA devices, request ids, keys, ranks, its process and thread. One pass a kind, in
 * time linear in the line's length; only lines that are kept are worth it.
 *
 * @param line as latin1; keys are handed on as text
 * @param may which kinds it may name
 */
export function readEntities(
  line: string,
  { pid, tid, message: from, messageEnd }: Pick<LineHead, 'pid' | 'tid' | 'message' | 'messageEnd'>,
  take: EntityTaker,
  may: NameKinds = anyNames,
): void {
  const message = line.slice(from, Math.min(messageEnd, from + longest));
  if (pid !== undefined) take('processes', String(pid));
  if (tid !== undefined) take('threads', String(tid));
  const others = may.addresses ? readAddresses(message, take) : noDevices;
  if (may.devices)
    for (const match of matches(device, message))
      if (!others.includes(match.index)) take('devices', match[0]);
  if (may.requests && /[rR]e?q|mpl-|rid/.test(message))
    for (const match of matches(request, message)) readRequest(match, take);
  if (may.keys && message.includes('ey')) {
    for (const match of matches(key, message))
      take('keys', asText(trimmed(match[1] ?? match[2] ?? match[3]!)));
  }
  if (may.segments && /segment/i.test(message))
    for (const match of matches(segment, message)) take('segments', trimmed(match[1]!));
  if (may.ranksBefore) readRanks(line.slice(0, Math.min(from, longest)), take);
  if (may.ranks) readRanks(message, take);
}

const noDevices: readonly number[] = [];

function readRanks(text: string, take: EntityTaker): void {
  if (!/[TDPEC]P\d|rank/.test(text)) return;
  for (const match of matches(rank, text)) take('ranks', match[1] ?? `rank ${match[2]}`);
}

/** All matches; `matchAll` would make another expression for each text, which takes as long as most searches. */
function matches(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  const found: RegExpExecArray[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
}

/** How much of a line is searched; what an operator needs stands at its front. */
const longest = 4096;

/** Reads addresses, and the devices behind them; returns where devices of other hosts stand. */
function readAddresses(message: string, take: EntityTaker): readonly number[] {
  const others: number[] = [];
  if (!/[\d\]]/.test(message)) return others;
  for (const match of matches(address, untilAddresses(message))) {
    const [, six, four, name, port, nic] = match;
    if (name !== undefined) {
      if (nic === undefined && (port === undefined || !hostLike.test(name) || sourceEnd.test(name))) continue;
      // `qwen@tp4@17c09d` is a key, `kv-a03@mlx5_1` a NIC.
      if (nic !== undefined && port === undefined && !/^[a-z]+\w*\d$/.test(nic)) continue;
      if (nic !== undefined && /^[tdpec]p\d/.test(nic)) continue;
    }
    if (four !== undefined && (four === '0.0.0.0' || !isAddress(four))) continue;
    const host = six === undefined ? (four ?? name!) : `[${six}]`;
    const before = message.slice(Math.max(0, match.index - 32), match.index);
    const named = port === undefined ? host : `${host}:${port}`;
    const isOwn = own.test(before.replace(/https?:\/\/$/, ''));
    take(isOwn ? 'self' : 'peers', named);
    if (nic === undefined || isOwn || !onlyDevice.test(nic)) continue;
    take('devices', `${host}@${nic}`);
    others.push(match.index + match[0].length - nic.length);
  }
  // A scheme's slashes stand where the look-behind allows no address.
  if (message.includes('//'))
    for (const match of matches(behindScheme, message)) take('peers', `${match[1]}:${match[2]}`);
  return others;
}

/**
 * The message up to where the last address may end, with the sign behind that: each has a colon, an at sign or dots within it. A list of
 * numbers, which may be long, is not searched.
 */
function untilAddresses(message: string): string {
  const last = Math.max(message.lastIndexOf(':'), message.lastIndexOf('@'), message.lastIndexOf('.'));
  if (last === -1) return '';
  restOfAddress.lastIndex = last + 1;
  restOfAddress.test(message);
  return message.slice(0, restOfAddress.lastIndex + 1);
}

function isAddress(four: string): boolean {
  return four.split('.').every((part) => Number(part) < 256);
}

function readRequest(match: RegExpMatchArray, take: EntityTaker): void {
  const name = match[1] ?? match[0];
  // `request timed out`, `request failed`: ids hold digits.
  if (/\d/.test(name)) take('requests', name);
}

/** Without what closes a sentence. */
function trimmed(name: string): string {
  return name.replace(/[.:]+$/, '').slice(0, 200);
}

/** A name as its writer has it: a line is read one character a byte. */
function asText(name: string): string {
  return /[\x80-\xff]/.test(name) ? Buffer.from(name, 'latin1').toString('utf8') : name;
}

/** The machine and the name of a device of another host; a host's own device has a name alone. */
export function deviceOf(name: string): { readonly machine: string | undefined; readonly device: string } {
  const at = name.lastIndexOf('@');
  return { machine: at === -1 ? undefined : name.slice(0, at), device: name.slice(at + 1) };
}

/** The machine that an address names, without the port: `10.0.3.17:12345` is on `10.0.3.17`. */
export function machineOf(peer: string): string {
  const colon = peer.lastIndexOf(':');
  return colon === -1 || peer.endsWith(']') ? peer : peer.slice(0, colon);
}

/** How many lines named a thing. */
type Counts = Map<string, number>;

/** What lines named, with in how many of them; per kind only so many different things. */
export class EntityCounts {
  readonly counts: { [Kind in EntityKind]?: Counts } = {};
  /** How many namings found no place. */
  folded = 0;

  /**
   * Counts a line that names a thing.
   *
   * @param most different things to keep of each kind; the first ones stay
   */
  add(kind: EntityKind, name: string, most: number, lines = 1): void {
    let counts = this.counts[kind];
    if (counts === undefined) {
      counts = new Map();
      this.counts[kind] = counts;
    }
    const known = counts.get(name);
    if (known !== undefined) counts.set(name, known + lines);
    else if (counts.size < most) counts.set(name, lines);
    // Of threads those that two events share matter, and nothing is said of the others.
    else if (kind !== 'threads') this.folded += lines;
  }

  /** Adds what other lines named. */
  merge(other: EntityData, most: number): void {
    for (const [kind, counts] of Object.entries(other.counts) as [EntityKind, Counts][]) {
      for (const [name, lines] of counts) this.add(kind, name, most, lines);
    }
    this.folded += other.folded;
  }
}

/** Counted things as plain data, to be handed between threads. */
export interface EntityData {
  readonly counts: { readonly [Kind in EntityKind]?: ReadonlyMap<string, number> };
  readonly folded: number;
}
