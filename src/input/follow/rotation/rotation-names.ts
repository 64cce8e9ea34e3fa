/**
 * Which names rotation gives to the older files of a log: what follows the log's own name (`store.log.1`,
 * `store.log-20260730.gz`, `0.log.20260730-114918`), or a number or date put before its extension
 * (`store-20260730.log`, `store.1.log`).
 */
export function isRotatedName(base: string, other: string): boolean {
  if (other === base) return false;
  if (other.startsWith(base)) return /^[.\-_~]/.test(other.slice(base.length));
  const dot = base.lastIndexOf('.');
  if (dot <= 0) return false;
  const stem = base.slice(0, dot);
  const extension = base.slice(dot);
  return other.startsWith(stem) && /^[.\-_]\d/.test(other.slice(stem.length)) && other.includes(extension);
}

/**
 * The part of a glog file name that all files of one program and severity share, up to and with the dot before
 * the time: `mooncake_master.INFO.` of `mooncake_master.INFO.20260730-114918.4711`. glog writes such files and
 * points the symbolic link `mooncake_master.INFO` at the newest (logging.cc, LogFileObject::CreateLogfile).
 * Undefined for other names.
 */
export function glogStem(name: string): string | undefined {
  return /^(.+\.)\d{8}-\d{6}\.\d+(?:\.\w+)*$/.exec(name)?.[1];
}

/** What all names begin with that may be rotated names of `base`, or of its siblings if it is one of glog's. */
export function rotationPrefix(base: string): string {
  const dot = base.lastIndexOf('.');
  return glogStem(base) ?? (dot > 0 ? base.slice(0, dot) : base);
}

/** A file name without what compression put behind it: `store.log.1` of `store.log.1.gz`. */
export function uncompressedName(name: string): string {
  return name.replace(/\.(?:gz|zst|zstd|bz2|xz)$/, '');
}

/** A file name without what rotation put behind it: `store.log` of `store.log.12.gz`. */
export function logRoot(name: string): string {
  return uncompressedName(name).replace(/(?:[.\-_]\d[\d\-_.:T]*)+$/, '');
}

/**
 * Puts the file names of one log in the order in which they were written, when their times cannot say: a higher
 * number is older, a dated name sorts by itself.
 */
export function compareRotatedNames(a: string, b: string): number {
  const numberA = rotationNumber(a);
  const numberB = rotationNumber(b);
  if (numberA !== undefined && numberB !== undefined && numberA !== numberB) return numberB - numberA;
  return a < b ? -1 : a > b ? 1 : 0;
}

function rotationNumber(name: string): number | undefined {
  const digits = /[.\-_](\d{1,5})(?:\.[a-z]\w*)*$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
