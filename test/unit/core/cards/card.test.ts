import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, type ActivationId } from '../../../../src/core/activations';
import { buildCard, shownPitfalls, type CardSubject } from '../../../../src/core/cards/card';
import type { CardFact } from '../../../../src/core/cards/facts';

const ids = Object.keys(activations) as ActivationId[];

function titleOf(subject: CardSubject): string {
  const { name, titleArguments } = buildCard(subject);
  return [name, ...titleArguments].join(' · ');
}

describe('the title of a card', () => {
  it.each<[CardSubject, string]>([
    [{ activation: 'leaky_relu', arguments: { negative_slope: 0.2 } }, 'Leaky ReLU · negative_slope = 0.2'],
    [{ activation: 'leaky_relu', arguments: { negative_slope: null } }, 'Leaky ReLU · negative_slope = …'],
    [{ activation: 'leaky_relu', arguments: {} }, 'Leaky ReLU · negative_slope = 0.01'],
    [{ activation: 'softmax', arguments: { axis: -1 } }, 'Softmax · axis = −1'],
    [{ activation: 'relu', arguments: {} }, 'ReLU'],
    [{ activation: 'softplus', arguments: { beta: 1, threshold: 20 } }, 'Softplus · beta = 1'],
    [{ activation: 'softplus', arguments: { beta: 2, threshold: 5 } }, 'Softplus · beta = 2 · threshold = 5'],
    [{ activation: 'elu', arguments: { alpha: 1 / 3 } }, 'ELU · alpha ≈ 0.3333'],
    [{ activation: 'elu', arguments: { alpha: 1, unrelated: 7 } }, 'ELU · alpha = 1'],
  ])('of %j is %s', (subject, title) => {
    expect(titleOf(subject)).toBe(title);
  });
});

describe('the summary of a card', () => {
  it.each<[CardSubject, readonly string[]]>([
    [
      { activation: 'sigmoid', arguments: {} },
      ['range (0, 1)', 'saturates for |x| > 4.58 (|f′| < 0.01)', 'not zero-centred (mean 0.5)', 'slope 0 to 0.25'],
    ],
    [
      { activation: 'hard_sigmoid', arguments: {} },
      ['range [0, 1]', 'slope exactly 0 for |x| > 3', 'not zero-centred (mean 0.5)', 'slope 0 to 0.167'],
    ],
    [
      { activation: 'relu', arguments: {} },
      ['range [0, ∞)', 'slope exactly 0 for x < 0', 'not zero-centred (mean 0.399)', 'slope 0 to 1'],
    ],
    [
      { activation: 'leaky_relu', arguments: { negative_slope: 0.2 } },
      ['range (−∞, ∞)', 'never saturates', 'not zero-centred (mean 0.319)', 'slope 0.2 to 1'],
    ],
    [
      { activation: 'relu6', arguments: {} },
      ['range [0, 6]', 'slope exactly 0 for x < 0 and x > 6', 'not zero-centred (mean 0.399)', 'slope 0 to 1'],
    ],
    [
      { activation: 'tanh', arguments: {} },
      ['range (−1, 1)', 'saturates for |x| > 2.99 (|f′| < 0.01)', 'zero-centred', 'slope 0 to 1'],
    ],
    [
      { activation: 'identity', arguments: {} },
      ['range (−∞, ∞)', 'never saturates', 'zero-centred', 'slope 1 everywhere'],
    ],
    [
      { activation: 'step', arguments: {} },
      ['range [0, 1]', 'slope exactly 0 everywhere', 'not zero-centred (mean 0.5)', 'jumps at x = 0'],
    ],
  ])('of %j states figures that a textbook has', (subject, summary) => {
    expect(buildCard(subject).summary).toEqual(summary);
  });

  it('states the chosen facts in the chosen order', () => {
    const facts: readonly CardFact[] = ['slope', 'range'];
    const card = buildCard({ activation: 'sigmoid', arguments: {} }, { facts });
    expect(card.summary).toEqual(['slope 0 to 0.25', 'range (0, 1)']);
    expect(buildCard({ activation: 'sigmoid', arguments: {} }, { facts: [] }).summary).toEqual([]);
  });

  it('follows the slope that counts as saturated', () => {
    const card = buildCard({ activation: 'sigmoid', arguments: {} }, { slope: 0.001, facts: ['saturation'] });
    expect(card.summary).toEqual(['saturates for |x| > 6.91 (|f′| < 0.001)']);
  });
});

describe('the pitfalls of a card', () => {
  const idsOf = (subject: CardSubject): readonly string[] => buildCard(subject).pitfalls.map(({ id }) => id);

  it('begin with the trap of the library for these very arguments', () => {
    const subject: CardSubject = {
      activation: 'leaky_relu',
      arguments: { negative_slope: true },
      framework: 'torch',
      form: 'class',
      path: 'torch.nn.LeakyReLU',
      given: { negative_slope: true },
      role: 'hidden',
    };
    const found = idsOf(subject);
    expect(found[0]).toBe('bool-in-slope-slot');
    expect(found.filter((id) => id === 'bool-in-slope-slot')).toHaveLength(1);
  });

  it('differ with the role', () => {
    const [hidden, gate, output] = (['hidden', 'gate', 'output'] as const).map((role) => {
      return idsOf({ activation: 'sigmoid', arguments: {}, framework: 'torch', role }).slice(0, shownPitfalls);
    });
    expect(new Set([hidden, gate, output].map((list) => list?.[0])).size).toBe(3);
  });

  it('name overwriting its input among the first where it is done in place, and nowhere else', () => {
    const subject: CardSubject = { activation: 'relu', arguments: {}, framework: 'torch', role: 'hidden' };
    expect(idsOf({ ...subject, inPlace: true }).slice(0, shownPitfalls)).toContain('overwrites-input');
    expect(idsOf(subject)).not.toContain('overwrites-input');
  });

  it.each(ids)('of %s are different sentences, each with a source', (activation) => {
    for (const role of ['hidden', 'output', 'gate', 'unknown'] as const) {
      const { pitfalls } = buildCard({ activation, arguments: {}, framework: 'torch', role });
      expect(new Set(pitfalls.map(({ text }) => text)).size).toBe(pitfalls.length);
      for (const { text, source } of pitfalls) {
        expect(text).toMatch(/\S/);
        expect(source.label).toMatch(/\S/);
        expect(text).not.toMatch(/undefined|\{\d\}/);
      }
    }
  });
});

describe('a card', () => {
  it('tells where a value comes from', () => {
    const subject: CardSubject = {
      activation: 'leaky_relu',
      arguments: { negative_slope: 0.3 },
      framework: 'keras2',
      form: 'class',
      path: 'tf.keras.layers.LeakyReLU',
    };
    const isGiven = (given: CardSubject['arguments']): boolean | undefined => {
      return buildCard({ ...subject, given }).parameters[0]?.isGiven;
    };
    expect(isGiven({ alpha: 0.3 })).toBe(true);
    expect(isGiven({})).toBe(false);
    expect(buildCard(subject).parameters[0]?.isGiven).toBeUndefined();
  });

  it('lists how libraries spell it, with their own defaults', () => {
    const { spellings } = buildCard({ activation: 'leaky_relu', arguments: {} });
    const slopes = spellings.flatMap(({ paths, defaults }) => paths.map((path) => [path, defaults[0]?.value] as const));
    expect(Object.fromEntries(slopes)).toMatchObject({
      'torch.nn.LeakyReLU': 0.01,
      'torch.nn.functional.leaky_relu': 0.01,
      'tf.nn.leaky_relu': 0.2,
      'keras.layers.LeakyReLU': 0.3,
      'keras.activations.leaky_relu': 0.2,
      'jax.nn.leaky_relu': 0.01,
    });
  });

  it('counts a nonsensical argument as not given', () => {
    const card = buildCard({ activation: 'elu', arguments: { alpha: 'one' } });
    expect(card.facts.range.lower.value).toBe(-1);
  });

  const argument = fc.oneof(
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(1e308, -1e308, 5e-324, Infinity, -Infinity, '__proto__', ']('),
  );
  const hostile: fc.Arbitrary<CardSubject> = fc.constantFrom(...ids).chain((activation) => {
    const names = activations[activation].parameters.map(({ name }) => name);
    const args = fc.array(argument, { minLength: names.length, maxLength: names.length });
    return args.map((values) => ({
      activation,
      arguments: Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])),
    }));
  });

  it('is built from any arguments', () => {
    fc.assert(
      fc.property(hostile, (subject) => {
        const card = buildCard(subject);
        expect(card.summary.join()).not.toMatch(/NaN|undefined/);
        expect(card.details.map(({ text }) => text).join()).not.toMatch(/NaN|undefined/);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
