import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import type { Code } from '../../code.ts';

export const checksum: readonly Code[] = [
  {
    component: 'Store',
    group: 'Checksum',
    name: 'CHECKSUM_MISMATCH',
    value: -801,
    description: 'The data read differs from the checksum stored with the object',
    origin: 'newer docs',
    cause: [
      'The bytes read differ from those that were checksummed before the write: they changed during transfer, in memory, on SSD, or while the writer still modified its buffer.',
      'The application overwrote the source buffer while the put was under way.',
      'The memory of the replica was reused before the read ended, as with an expired lease.',
      'A NIC, memory module or disk corrupts data.',
    ],
    action: [
      'Do not use the destination buffer.',
      answerLine(masterProbes.key, 'whether it is always the same node'),
      answerLine(diskProbes.ecc),
      answerLine(diskProbes.health, 'on that node'),
      'Synchronise the GPU stream before putting its buffer.',
      'Checks run only with `MOONCAKE_STORE_CHECKSUM=1` on writer and reader; they cost speed, so switch them off after the diagnosis.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2918] Get failed for key: llama@tp2@4f1c9a with error: CHECKSUM_MISMATCH',
      'E20260730 11:49:18.123456 12345 client_service.cpp:1336] object_checksum_mismatch key=llama@tp2@4f1c9a expected=1234605616436508552 actual=81985529216486895',
    ],
    related: ['LEASE_EXPIRED', 'TRANSFER_FAIL'],
  },
];
