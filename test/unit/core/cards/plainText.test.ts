import { describe, expect, it } from 'vitest';
import { activations, type ActivationId } from '../../../../src/core/activations';
import { buildCard } from '../../../../src/core/cards/card';
import { renderPlainText } from '../../../../src/core/cards/plainText';

const ids = Object.keys(activations) as ActivationId[];

describe('renderPlainText', () => {
  it('begins with the title and ends with a line end', () => {
    const card = buildCard({ activation: 'leaky_relu', arguments: { negative_slope: 0.2 }, framework: 'torch' });
    const lines = renderPlainText(card).split('\n');
    expect(lines[0]).toBe('Leaky ReLU · negative_slope = 0.2 — PyTorch');
    expect(lines.at(-1)).toBe('');
    expect(lines).toContain('- α = 0.2 (negative_slope): slope for negative inputs; commonly 0.01');
  });

  it.each(ids)('says of %s all that the card says', (activation) => {
    const card = buildCard({ activation, arguments: {}, framework: 'torch', role: 'hidden' });
    const text = renderPlainText(card);
    const statements = [
      card.formula.text,
      card.derivativeFormula.text,
      ...card.summary.slice(1),
      ...card.pitfalls.map((pitfall) => pitfall.text),
      ...card.relations.map((relation) => relation.text),
      ...card.details.map((detail) => detail.text),
      ...card.spellings.flatMap(({ paths }) => paths),
      card.goodFor,
      card.source?.title ?? '',
    ];
    for (const statement of statements) {
      expect(text).toContain(statement);
    }
    expect(text).not.toMatch(/\n{3}/);
  });

  it('lets no control sequence of a terminal through', () => {
    const card = buildCard({ activation: 'gelu', arguments: { approximate: '\u001b[31mred\u009b2J\r\nnew line' } });
    const text = renderPlainText(card);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(text).not.toMatch(/^new line/m);
  });
});
