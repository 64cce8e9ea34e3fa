/** The packs that the program brings: codes of the neighbours whose failures stand in the same logs. */
export const packNames = [
  'verbs',
  'errno',
  'nixl',
  'ucx',
  'nccl',
  'cuda',
  'hccl',
  'acl',
  'grpc',
  'etcd',
  'http',
] as const;

export type PackName = (typeof packNames)[number];
