import { answerLine } from '../../advice/probe.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import type { Code } from '../../code.ts';

export const tenant: readonly Code[] = [
  {
    component: 'Store',
    group: 'Tenant',
    name: 'TENANT_QUOTA_EXCEEDED',
    value: -1700,
    description: 'The tenant used up its memory quota',
    origin: 'source',
    cause: [
      "The tenant's objects fill its memory quota, and eviction inside the tenant could not free enough.",
      'The quota is smaller than one object times its replicas.',
      'Capacity shrank because nodes left, and quotas were scaled down.',
    ],
    action: [
      answerLine(
        masterProbes.tenants,
        '`charged_bytes` (the documentation calls it used bytes) against the effective quota',
      ),
      answerLine(masterProbes.setTenant),
      'What is changed so is gone after a restart unless the file of `--tenant_quota_connector_uri` says it too.',
      answerLine(masterProbes.segments, 'whether all nodes are there'),
      "Shorten `--default_kv_lease_ttl` if leases keep the tenant's objects from being evicted.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:1893] Failed to start put operation for key=llama@tp2@4f1c9a: TENANT_QUOTA_EXCEEDED',
      'WARNING 07-30 11:49:18 [store_connector.py:512] batch_put failed: 2/64 keys failed (codes={-1700}, batch_bytes=134217728, num_keys=64), first_key=llama@tp2@4f1c9a',
    ],
    related: ['NO_AVAILABLE_HANDLE', 'TENANT_NOT_REGISTERED'],
  },
  {
    component: 'Store',
    group: 'Tenant',
    name: 'TENANT_NOT_REGISTERED',
    value: -1701,
    description: 'The tenant has no quota policy',
    origin: 'source',
    cause: [
      "The master runs with `--enable_multi_tenants`, and the client's tenant has no quota policy.",
      'The client sends no tenant, or a name that is not valid.',
      'The policy was deleted, or is not in the file of `--tenant_quota_connector_uri`; without a readable file the master does not start at all, with etcd it starts without policies.',
    ],
    action: [
      answerLine(masterProbes.tenants),
      answerLine(masterProbes.setTenant),
      "Check the client's tenant: `--tenant_id` of `mooncake_client`, or the `tenant_id` given to `setup`.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:1893] Failed to start put operation for key=llama@tp2@4f1c9a: TENANT_NOT_REGISTERED',
      '{"success":false,"error_code":-1701,"error_message":"TENANT_NOT_REGISTERED"}',
    ],
    related: ['TENANT_QUOTA_EXCEEDED', 'TENANT_NOT_EMPTY'],
  },
  {
    component: 'Store',
    group: 'Tenant',
    name: 'TENANT_NOT_EMPTY',
    value: -1702,
    description: 'The tenant still owns objects or quota',
    origin: 'source',
    cause: [
      "A tenant's policy is to be deleted while it still owns objects or memory.",
      'Writes of the tenant are still under way.',
    ],
    action: [
      "Stop the tenant's clients, then remove its objects with the next command.",
      answerLine(masterProbes.emptyTenant),
      answerLine(masterProbes.tenants, '`"charged_bytes":0` for the tenant: then delete the policy again'),
    ],
    sample: ['{"success":false,"error_code":-1702,"error_message":"TENANT_NOT_EMPTY"}'],
    related: ['TENANT_NOT_REGISTERED', 'OBJECT_HAS_LEASE'],
  },
];
