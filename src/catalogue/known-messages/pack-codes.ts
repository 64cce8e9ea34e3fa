/**
 * What packs call what Mooncake's messages print of other systems, by the ids of the messages: the texts of ibv_wc_status_str, of
 * ibv_event_type_str and of strerror. Each code is `pack/NAME`.
 */
const packCodes: Readonly<Record<string, readonly string[]>> = {
  'transport-retry-exceeded': ['verbs/IBV_WC_RETRY_EXC_ERR'],
  'rnr-retry-exceeded': ['verbs/IBV_WC_RNR_RETRY_EXC_ERR'],
  'remote-access-error': ['verbs/IBV_WC_REM_ACCESS_ERR'],
  'remote-operation-error': ['verbs/IBV_WC_REM_OP_ERR'],
  'remote-invalid-request': ['verbs/IBV_WC_REM_INV_REQ_ERR'],
  'local-protection-error': ['verbs/IBV_WC_LOC_PROT_ERR', 'verbs/IBV_WC_LOC_ACCESS_ERR'],
  'local-length-error': ['verbs/IBV_WC_LOC_LEN_ERR'],
  'local-operation-error': ['verbs/IBV_WC_LOC_QP_OP_ERR'],
  'work-request-flushed': ['verbs/IBV_WC_WR_FLUSH_ERR'],
  'rdma-device-event': [
    'verbs/IBV_EVENT_PORT_ERR',
    'verbs/IBV_EVENT_DEVICE_FATAL',
    'verbs/IBV_EVENT_QP_FATAL',
  ],
  'peer-refuses-connection': ['errno/ECONNREFUSED'],
  'no-route-to-peer': ['errno/ETIMEDOUT', 'errno/EHOSTUNREACH'],
  'memory-registration-failed': ['errno/ENOMEM', 'errno/EFAULT'],
  'qp-creation-failed': ['errno/ENOMEM'],
  'tcp-connect-failed': ['errno/ECONNREFUSED'],
  'buffer-not-of-the-host': ['errno/EFAULT'],
  'etcd-unreachable': ['etcd/ErrTimeout'],
};

/** The codes of packs that a message prints, as `pack/NAME`; none for most. */
export function packCodesOf(id: string): readonly string[] {
  return packCodes[id] ?? [];
}

/** All of them, with the ids of their messages. */
export function allPackCodes(): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(packCodes);
}
