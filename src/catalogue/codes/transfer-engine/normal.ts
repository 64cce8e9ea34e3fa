import type { Code } from '../../code.ts';

export const engineNormal: readonly Code[] = [
  {
    component: 'TransferEngine',
    group: 'Normal',
    name: 'OK',
    value: 0,
    description: 'Normal execution',
    origin: 'seed',
    cause: ['The call did what was asked; 0 is no error.'],
    action: ['Nothing needs to be done.'],
    sample: ['INFO 07-30 11:49:18 [kv_transfer.py:88] engine.register_memory ret=0'],
  },
];
