import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../../src/core/rules';

/** `docs/rules/<rule>.md`, which the code of a problem leads to. */
const folder = join(import.meta.dirname, '../../../../docs/rules');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');

function read(id: string): string {
  return readFileSync(join(folder, `${id}.md`), 'utf8');
}

describe('the pages of rules', () => {
  it('are one for each rule', () => {
    expect(pages.sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
  });

  const documented = rules.filter(({ id }) => existsSync(join(folder, `${id}.md`)));

  it.each(documented.map((rule) => [rule.id, rule] as const))(
    '%s has its name, a sentence, and what is configured unless the user says otherwise',
    (id, { severity, offByDefault = false }) => {
      const [title, summary = '', configured] = read(id).split(/\n\n/);
      expect(title).toBe(`# ${id}`);
      expect(summary).toMatch(/^[^#].*\.$/s);
      expect(configured).toBe(`Default: ${severity}, ${offByDefault ? 'off' : 'on'}.`);
    },
  );

  it.each(documented.map(({ id }) => id))('%s says why, shows an example and the fix, and cites evidence', (id) => {
    const sections = read(id).split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(['Why', 'Example', 'Fix', 'Evidence']);
    for (const section of sections) {
      expect(section.split('\n').slice(1).join('').trim()).not.toBe('');
    }
    expect(sections[1]).toContain('```python\n');
  });
});
