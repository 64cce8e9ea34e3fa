import { answerLine } from '../../advice/probe.ts';
import { peerProbes } from '../../advice/probes/peer.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const tentHandshake: readonly Code[] = [
  {
    component: 'Tent',
    group: 'Handshake',
    name: 'RpcServiceError',
    value: 132,
    description: 'A control-plane RPC failed',
    origin: 'source',
    cause: [
      "The peer's control port cannot be reached: the peer is down, restarted on another port, or a firewall is in between.",
      "The call was made but failed on the way or at the peer; the text carries the peer's own error.",
      'No control port could be bound at start-up (`Failed to bind any RPC port`).',
    ],
    action: [
      answerLine(peerProbes.port, 'the text names the server'),
      answerLine(peerProbes.listens),
      'If the text holds a second status, for example `DeviceNotFound`, it is the peer’s: go on in its log.',
      answerLine(peerProbes.owner, 'for `Failed to bind any RPC port`'),
      'If the peer is slow rather than gone, give it more control threads with `MC_TENT_RPC_THREADS`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 control_plane.cpp:531] SubscribeSegmentUpdate RPC failed with: RpcServiceError: Failed to connect RPC server. server: 10.20.0.7:15001, func_id: 9, message: Connection refused',
    ],
    related: ['MetadataError', 'NeedsRefreshCache'],
  },
  {
    component: 'Tent',
    group: 'Handshake',
    name: 'MalformedJson',
    value: 133,
    description: 'Data exchanged between peers is not valid JSON',
    origin: 'source',
    cause: [
      'A topology or priority matrix in the configuration is not valid JSON or not of the expected shape `[[preferred],[available]]`.',
      "The description of a peer's segment is damaged or comes from another version.",
    ],
    action: [
      answerLine(processProbes.json, '`MC_CUSTOM_TOPO_JSON` and `MC_TENT_CONF`'),
      'The text gives line and column; every key must map to two lists of device names, and names are strings.',
      'If the data comes from a peer, compare the versions of both nodes.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:168] failed to submit cross-stage transfer: MalformedJson: Malformed UB metadata: unexpected end of input',
      'W20260730 11:49:18.123456 12345 topology.cpp:364] Failed to parse topology/priority_matrix: MalformedJson: priority matrix must be a JSON object',
    ],
    related: ['InvalidArgument', 'InvalidMetadataType'],
  },
];
