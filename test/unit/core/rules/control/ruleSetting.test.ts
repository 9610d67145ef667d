import { describe, expect, it } from 'vitest';
import { rules } from '../../../../../src/core/rules';
import { explaining } from '../../../../../src/core/rules/control/ruleSetting';
import { rulesToAsk } from '../../../../../src/core/rules/control/rulesToAsk';

describe('what explains where rules are silent', () => {
  const names = Object.keys(explaining);

  it('is asked for only where it is wanted', () => {
    expect(names).not.toEqual([]);
    const known = rules.map(({ id }) => id);
    const asked = rulesToAsk({}).map(({ id }) => id);
    const askedThen = rulesToAsk(explaining).map(({ id }) => id);
    for (const name of names) {
      expect(known).toContain(name);
      expect(asked).not.toContain(name);
      expect(askedThen).toContain(name);
    }
  });
});
