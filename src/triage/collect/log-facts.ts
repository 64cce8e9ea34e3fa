/** What an input's lines say of the cluster that advice depends on; each thing as it was named last. */
export interface LogFacts {
  /** Whether engines find each other by peer-to-peer handshake, without a metadata server. */
  readonly isPeerToPeer?: true;
  /** Whether it is a master's log. */
  readonly isMaster?: true;
  /** Whether a master started without high availability. */
  readonly isSingleMaster?: true;
  /** Host and port of the HTTP metadata server. */
  readonly metadata?: string;
  /** Host and port of etcd; of several the first. */
  readonly etcd?: string;
  /** Host and port of the master that clients connect to. */
  readonly masterRpc?: string;
  /** Host and port that a client calls by RPC and does not reach: the master's, mostly, of releases that name it nowhere else. */
  readonly calledRpc?: string;
  /** The port on which the master takes calls of clients, as it says itself. */
  readonly rpcPort?: string;
  /** The address on which the master takes calls, where it was told a particular one. */
  readonly rpcAddress?: string;
  /** The port of the master's web pages. */
  readonly masterPort?: string;
  /** Where the master keeps its snapshots. */
  readonly snapshotDirectory?: string;
  /** The source line that printed a start line: it tells the release. */
  readonly marks?: readonly string[];
}

/** Any of these is in the few lines that say something; one test leaves out all others. */
const any =
  /Transfer Engine RPC using |\/metadata\b|etcd:\/\/|etcd_endpoints=|reconnecting to |master_server_address|Master service started on port |client_pool\.hpp:|LocalFileSnapshotObjectStore initialized with path: /;

const marksKept = 4;

/** Whether a line, or the text of its shape, may say something of the cluster. */
export function mayTellFacts(text: string): boolean {
  return any.test(text);
}

/** Reads what lines say of the cluster. Lines are latin1, whole or cut. */
export class LogFactsReader {
  readonly #facts: { -readonly [K in keyof LogFacts]: LogFacts[K] | undefined } = {};

  /** Takes in a line; `source` is the source line that printed it (`master.cpp:1522`), where its prefix says so. */
  read(text: string, source: string | undefined): void {
    if (!mayTellFacts(text)) return;
    const facts = this.#facts;
    const take = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
    if (text.includes('Transfer Engine RPC using ')) {
      if (text.includes('using P2P handshake')) facts.isPeerToPeer = true;
      this.#mark(source);
    }
    facts.metadata = take(/https?:\/\/([\w.-]+:\d+)\/metadata\b/) ?? facts.metadata;
    facts.etcd = take(/(?:etcd:\/\/|etcd_endpoints=)(?:https?:\/\/)?([\w.-]+:\d+)/) ?? facts.etcd;
    facts.masterRpc =
      take(/(?:reconnecting to |master_server_address["']?[=:] ?["']?)([\w.-]+:\d+)/) ?? facts.masterRpc;
    facts.calledRpc =
      take(/client_pool\.hpp:.*?(?:send request to |host:\{)([\w.-]+:\d+)/) ?? facts.calledRpc;
    facts.snapshotDirectory = take(/initialized with path: "?(\/[\w.@%+/-]+)/) ?? facts.snapshotDirectory;
    if (text.includes('Master service started on port ')) {
      facts.isMaster = true;
      facts.rpcPort = take(/Master service started on port (\d+)/) ?? facts.rpcPort;
      facts.rpcAddress = take(/\brpc_address=(?!0\.0\.0\.0\b|::)([\w.:-]+)/) ?? facts.rpcAddress;
      if (/\benable_ha=(?:0|false)\b/.test(text)) facts.isSingleMaster = true;
      facts.masterPort = take(/\bmetrics_port=(\d+)/) ?? facts.masterPort;
      this.#mark(source);
    }
  }

  /** What was said, as plain data. */
  data(): LogFacts {
    return Object.fromEntries(
      Object.entries(this.#facts).filter(([, value]) => value !== undefined),
    ) as LogFacts;
  }

  #mark(source: string | undefined): void {
    const marks = this.#facts.marks ?? [];
    if (source !== undefined && marks.length < marksKept && !marks.includes(source))
      this.#facts.marks = [...marks, source];
  }
}
