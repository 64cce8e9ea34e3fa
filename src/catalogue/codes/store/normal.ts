import type { Code } from '../../code.ts';

export const storeNormal: readonly Code[] = [
  {
    component: 'Store',
    group: 'Normal',
    name: 'OK',
    value: 0,
    description: 'Operation successful',
    origin: 'seed',
    cause: ['The operation did what was asked; 0 is no error.'],
    action: ['Nothing needs to be done.'],
    sample: [
      'I20260730 11:49:18.123456 12345 scoped_vlog_timer.h:63] MasterClient::Connect response: error_code=OK, latency=812us',
      'I20260730 11:49:18.123456 12345 transfer_task.cpp:902] Transfer engine operation completed for batch 139912345678912 with result: 0',
    ],
  },
];
