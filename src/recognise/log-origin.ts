import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Component } from '../catalogue/code.ts';
import type { CompiledPlace } from '../catalogue/place-pattern.ts';
import type { Prefix } from './prefix/prefix.ts';

/** Who printed a line, as far as its prefix tells. */
export interface LogOrigin {
  /**
   * `mooncake`: a source file of Mooncake. `caller`: a connector or script that calls Mooncake from Python. `foreign`:
   * another program's file, logger or the kernel. `unknown`: the line has no prefix that says so.
   */
  readonly kind: 'mooncake' | 'caller' | 'foreign' | 'unknown';
  /** The components whose codes this origin prints, most likely first; empty when the prefix does not tell. */
  readonly components: readonly Component[];
  /** Whether the Store's names may stand in lower case on its lines. */
  readonly printsStore: boolean;
  /** For Mooncake's own files: the flavours of status that it prints, surest first; undefined where it prints none. */
  readonly statuses: readonly Component[] | undefined;
  /** Where this file prints a small number that is a code. */
  readonly places: readonly CompiledPlace[];
  /** Whether some of these places print another component's code than the file's own. */
  readonly printsOthers: boolean;
  /** Whether some of them print a status of Tent in tent mode. */
  readonly printsTent: boolean;
  /** Whether its lines show what callers asked for, besides what came of it. */
  readonly tracesRequests: boolean;
}

/** Files of the Store that hand statuses of the engine on. */
const handsOn = new Set(['transfer_task.cpp', 'client_service.cpp', 'client.cpp']);

const store: readonly Component[] = ['Store'];
const transferEngine: readonly Component[] = ['TransferEngine'];
const noPlaces: readonly CompiledPlace[] = [];
const unknown = logOrigin('unknown', []);
const foreign = logOrigin('foreign', []);
const logOrigins = {
  transferEngine: logOrigin('mooncake', transferEngine),
  callerOfStore: logOrigin('caller', store),
  callerOfEngine: logOrigin('caller', transferEngine),
  caller: logOrigin('caller', []),
};

function logOrigin(
  kind: LogOrigin['kind'],
  components: readonly Component[],
  places = noPlaces,
  file?: string,
): LogOrigin {
  return {
    kind,
    components,
    printsStore: kind === 'unknown' || components.includes('Store'),
    statuses: kind === 'mooncake' ? statusesOf(components, file) : undefined,
    places,
    printsOthers: places.some((place) => place.component !== components[0]),
    printsTent: places.some((place) => place.tent),
    tracesRequests: file === 'scoped_vlog_timer.h',
  };
}

function statusesOf(
  components: readonly Component[],
  file: string | undefined,
): readonly Component[] | undefined {
  const engine = components.includes('TransferEngine');
  const tent = components.includes('Tent');
  // Files of this name exist in both flavours; nearly all statements that print a status are tent's.
  if (engine && tent) return ['Tent', 'TransferEngine'];
  if (tent) return ['Tent'];
  if (engine) return ['TransferEngine', 'Tent'];
  return file !== undefined && handsOn.has(file) ? ['Tent', 'TransferEngine'] : undefined;
}

/** Says who printed a line; what a file's name says is worked out once. */
export class Reporters {
  readonly #catalogue: Catalogue;
  readonly #byFile = new Map<string, LogOrigin>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Who printed the line with this prefix. */
  of(prefix: Prefix): LogOrigin {
    return prefix.file === undefined ? logOriginOf(prefix) : this.ofFile(prefix.file);
  }

  /** Who prints lines of this source file. */
  ofFile(file: string): LogOrigin {
    let logOrigin = this.#byFile.get(file);
    if (logOrigin === undefined) {
      logOrigin = originOfFile(file, this.#catalogue);
      if (this.#byFile.size < mostFiles) this.#byFile.set(file, logOrigin);
    }
    return logOrigin;
  }
}

// More files than any program has; only garbage could reach it.
const mostFiles = 10_000;

function originOfFile(file: string, catalogue: Catalogue): LogOrigin {
  const components = catalogue.componentsOf(file);
  if (components?.length === 0) return foreign;
  if (components !== undefined) return logOrigin('mooncake', components, catalogue.numberPlaces(file), file);
  if (file.endsWith('.py')) return callerNamed(file);
  // Files of releases that we have not read, and of Mooncake's own tools.
  if (/^(?:transfer_engine|transfer_metadata|rdma_|mooncake_te)|_transport\.(?:cpp|h)$/.test(file))
    return logOrigins.transferEngine;
  if (/^(?:mooncake|master|store|client)(?:_\w+)?\.(?:cpp|h)$/.test(file))
    return logOrigin('mooncake', store, noPlaces, file);
  return foreign;
}

/** Who printed a line whose prefix names no source file. */
function logOriginOf(prefix: Prefix): LogOrigin {
  if (prefix.shape === 'kernel') return foreign;
  if (prefix.logger !== undefined && !isOwnScript(prefix.logger)) return callerNamed(prefix.logger);
  return unknown;
}

/** A logger without a package is a user's script, which may well call Mooncake. */
function isOwnScript(logger: string): boolean {
  return (
    !/mooncake/i.test(logger) &&
    !logger.includes('.') &&
    !/^(?:uvicorn|aiohttp|httpx|ray|torch|vllm|sglang|LMCache)$/.test(logger)
  );
}

/** vLLM, SGLang and LMCache name their Mooncake connectors so; the P2P connectors call the engine, the others the Store. */
function callerNamed(name: string): LogOrigin {
  if (!/mooncake/i.test(name)) return foreign;
  if (/store|backend|worker/i.test(name)) return logOrigins.callerOfStore;
  if (/connector|engine|transfer/i.test(name)) return logOrigins.callerOfEngine;
  return logOrigins.caller;
}
