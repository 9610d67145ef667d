import type { Framework } from './framework';
import { symbolsIn } from './rows';

/** The code published with SIREN (2020), whose frequency 30 is written into the class, and the package siren-pytorch. */
export const siren: Framework = {
  id: 'siren',
  name: 'SIREN',
  modules: ['siren', 'siren_pytorch', 'modules'],
  symbols: [
    // The repository is no package: its own scripts say `import modules`.
    ...symbolsIn('siren.modules', 'class', [
      ['Sine', 'sine', '', { fixed: { omega_0: 30 }, aliases: ['modules.Sine'] }],
    ]),
    ...symbolsIn('siren_pytorch', 'class', [['Sine', 'sine', 'w0=1.0', { renames: { w0: 'omega_0' } }]]),
  ],
};
