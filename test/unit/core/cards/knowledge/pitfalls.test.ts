import { describe, expect, it } from 'vitest';
import { activations, getActivation, resolveParameters, type ActivationId } from '../../../../../src/core/activations';
import { getKnowledge, type Pitfall, type Place } from '../../../../../src/core/cards/knowledge';
import { computeFacts, type Facts } from '../../../../../src/core/numerics/facts';
import type { FrameworkId } from '../../../../../src/core/frameworks/framework';
import { traps } from '../../../../../src/core/frameworks/traps';
import type { Arguments } from '../../../../../src/core/text';
import type { Role, UseForm } from '../../../../../src/core/uses/use';

const ids = Object.keys(activations) as ActivationId[];
const roles: readonly Role[] = ['hidden', 'output', 'gate', 'attention', 'recurrent', 'initialization', 'unknown'];
const frameworks: readonly FrameworkId[] = ['torch', 'keras3', 'jax', 'tensorflow', 'transformers', 'scipy', 'paddle'];
const forms: readonly UseForm[] = ['class', 'function', 'method', 'string', 'expression'];

const cache = new Map<string, Facts>();

function factsOf(id: ActivationId, args: Arguments, slope?: number): Facts {
  const key = JSON.stringify([id, args, slope]);
  const known = cache.get(key);
  if (known) return known;
  const activation = getActivation(id);
  const facts = computeFacts(activation, resolveParameters(activation, args), slope === undefined ? {} : { slope });
  cache.set(key, facts);
  return facts;
}

function defaultsOf(id: ActivationId): Arguments {
  return Object.fromEntries(getActivation(id).parameters.map(({ name, default: value }) => [name, value]));
}

interface Situation {
  readonly arguments?: Arguments;
  readonly role?: Role;
  readonly framework?: FrameworkId;
  readonly form?: UseForm;
  readonly inPlace?: boolean;
  readonly slope?: number;
}

function placeOf(id: ActivationId, situation: Situation): Place {
  const args = { ...defaultsOf(id), ...situation.arguments };
  return {
    arguments: args,
    facts: factsOf(id, args, situation.slope),
    framework: situation.framework,
    form: situation.form,
    inPlace: situation.inPlace ?? false,
  };
}

function fitting(id: ActivationId, situation: Situation): readonly Pitfall[] {
  const place = placeOf(id, situation);
  const role = situation.role ?? 'unknown';
  return getKnowledge(id).pitfalls.filter(
    (pitfall) => (pitfall.roles?.includes(role) ?? true) && (pitfall.when?.(place) ?? true),
  );
}

/** What a card would say in that situation: id → sentence. */
function said(id: ActivationId, situation: Situation = {}): ReadonlyMap<string, string> {
  const place = placeOf(id, situation);
  return new Map(fitting(id, situation).map((pitfall) => [pitfall.id, pitfall.message(place)]));
}

const trapIds = new Set(traps.map(({ id }) => id));

const allPitfalls: readonly (readonly [ActivationId, Pitfall])[] = ids.flatMap((id) =>
  getKnowledge(id).pitfalls.map((pitfall) => [id, pitfall] as const),
);

describe('knowledge of every activation', () => {
  it.each(ids)('%s: what it is for, one relation and one pitfall at least', (id) => {
    const { goodFor, relations, pitfalls } = getKnowledge(id);
    expect(goodFor()).toMatch(/^[\p{Lu}\d].{20,150}\.$/u);
    expect(relations.length).toBeGreaterThan(0);
    expect(pitfalls.length).toBeGreaterThan(0);
    expect(new Set(relations.map((relation) => relation.id)).size).toBe(relations.length);
    for (const { text } of relations) expect(text()).toMatch(/^.{10,200}\.$/u);
  });

  it.each(ids)('%s: whole sentences without holes, in every framework, form and role', (id) => {
    for (const role of roles) {
      for (const framework of frameworks) {
        for (const form of forms) {
          for (const sentence of said(id, { role, framework, form, inPlace: true }).values()) {
            expect(sentence).toMatch(/^.{30,180}\.$/u);
            expect(sentence).not.toMatch(/\{\d\}|undefined|[=(±] ?NaN|mean NaN|\[object/u);
          }
        }
      }
    }
  });

  it('uses an id for one sentence only, or for what a library trap of that id is about', () => {
    const texts = new Map<string, Pitfall['message']>();
    for (const [, { id, message }] of allPitfalls.filter((entry) => !trapIds.has(entry[1].id))) {
      const known = texts.get(id);
      if (known) expect(message, id).toBe(known);
      texts.set(id, message);
    }
  });

  it.each(ids)('%s: says nothing twice', (id) => {
    for (const role of roles) {
      for (const framework of frameworks) {
        const sentences = fitting(id, { role, framework, form: 'class' }).map((pitfall) => pitfall.id);
        expect(new Set(sentences).size).toBe(sentences.length);
      }
    }
  });
});

describe('sources', () => {
  it('names one for every pitfall, with an address unless it is computed or measured', () => {
    for (const [, { id, source }] of allPitfalls) {
      expect(source.label.length, id).toBeGreaterThan(4);
      if (source.url === undefined) expect(['computed', 'small experiment']).toContain(source.label);
      else expect(source.url).toMatch(/^https?:\/\/[\w.-]+\/\S+$/);
    }
  });

  it('calls an experiment an experiment, and nothing else', () => {
    for (const [id, { experiment, message, source }] of allPitfalls) {
      const args = defaultsOf(id);
      const text = message({ arguments: args, facts: factsOf(id, args), inPlace: false });
      expect(text.includes('in a small experiment') || text.startsWith('In a small experiment')).toBe(
        experiment === true,
      );
      expect(source.label === 'small experiment').toBe(experiment === true);
    }
  });

  it('calls the 40 % of the CS231n notes an anecdote', () => {
    const text = said('relu', { role: 'hidden' }).get('relu-dead-units-anecdote');
    expect(text).toContain('40 %');
    expect(text).toMatch(/^An anecdote/);
  });
});

describe('numbers come from the facts', () => {
  it('follows the chosen slope', () => {
    expect(said('sigmoid', { role: 'hidden' }).get('sigmoid-vanishing-gradient')).toContain(
      'below 0.01 beyond |x| = 4.58',
    );
    expect(said('sigmoid', { role: 'hidden', slope: 0.1 }).get('sigmoid-vanishing-gradient')).toContain(
      'below 0.1 beyond |x| = 2.06',
    );
    expect(said('tanh', { role: 'hidden' }).get('tanh-saturates')).toContain('|x| = 2.99');
  });

  it('follows the arguments', () => {
    expect(said('elu', { role: 'output', arguments: { alpha: 3 } }).get('elu-on-output')).toContain('stays above −3');
    expect(said('isru', { arguments: { alpha: 4 } }).get('isru-range')).toContain('±0.5,');
    expect(
      said('hard_tanh', { arguments: { min_val: -2, max_val: 3 } }).get('gradient-exactly-zero-outside'),
    ).toContain('Below x = −2 and above 3');
    expect(
      said('leaky_relu', { framework: 'torch', arguments: { negative_slope: 0.2 } }).get('leaky-relu-initialization'),
    ).toMatch(/a=0\.2, .* gain of 1\.39\.$/);
  });

  it('knows means and lowest values', () => {
    expect(said('relu', { role: 'hidden' }).get('relu-not-zero-centered')).toContain('mean 0.399');
    expect(said('silu', { role: 'output' }).get('output-bounded-below')).toContain('−0.278');
    expect(said('gelu', { role: 'hidden' }).get('falls-before-it-rises')).toContain('−0.752');
  });
});

describe('advice fits the place', () => {
  it('leaves a gate alone', () => {
    for (const id of ['sigmoid', 'silu'] as const) {
      for (const sentence of said(id, { role: 'gate' }).values()) {
        expect(sentence).not.toMatch(/prefer|instead|replace|normalize before/);
      }
    }
    expect(said('sigmoid', { role: 'gate' }).has('sigmoid-as-gate')).toBe(true);
    expect(said('sigmoid', { role: 'hidden' }).has('sigmoid-as-gate')).toBe(false);
  });

  it('speaks of dying units in hidden layers and of ranges at outputs', () => {
    expect([...said('relu', { role: 'hidden' }).keys()][0]).toBe('relu-dying-units');
    expect([...said('relu', { role: 'output' }).keys()][0]).toBe('relu-on-output');
    expect([...said('relu', { role: 'recurrent' }).keys()][0]).toBe('relu-in-recurrence');
    expect([...said('tanh', { role: 'output' }).keys()][0]).toBe('tanh-output-range');
    expect([...said('softmax', { role: 'attention', framework: 'jax' }).keys()][0]).toBe(
      'attention-scores-need-scaling',
    );
    expect(said('softmax', { role: 'attention' }).has('softmax-before-cross-entropy')).toBe(false);
  });

  it('warns of Leaky ReLU slopes that change its nature', () => {
    const slopes = (negative_slope: number | boolean): string[] => [
      ...said('leaky_relu', { framework: 'torch', form: 'class', arguments: { negative_slope } }).keys(),
    ];
    expect(slopes(true)[0]).toBe('bool-in-slope-slot');
    expect(slopes(1)[0]).toBe('leaky-relu-slope-one');
    expect(slopes(-0.1)[0]).toBe('leaky-relu-negative-slope');
    expect(slopes(1.5)[0]).toBe('leaky-relu-steep-slope');
    expect(slopes(0.01)).not.toContain('leaky-relu-slope-one');
  });

  it('warns of in-place use only where there is one', () => {
    expect(said('relu', { inPlace: true }).has('overwrites-input')).toBe(true);
    expect(said('relu').has('overwrites-input')).toBe(false);
    expect(
      said('leaky_relu', { inPlace: true, arguments: { negative_slope: -0.1 } }).has(
        'leaky-relu-in-place-negative-slope',
      ),
    ).toBe(true);
  });

  it('knows the traps of each framework', () => {
    expect(said('leaky_relu', { framework: 'keras3' }).has('keras-string-vs-layer')).toBe(true);
    expect(said('leaky_relu', { framework: 'torch' }).has('keras-string-vs-layer')).toBe(false);
    expect([...said('gelu_tanh', { framework: 'jax' }).keys()][0]).toBe('gelu-default-approximation');
    expect(said('gelu_tanh', { framework: 'torch' }).has('gelu-default-approximation')).toBe(false);
    expect(said('rrelu', { framework: 'torch', form: 'function' }).has('rrelu-training')).toBe(true);
    expect(said('rrelu', { framework: 'torch', form: 'class' }).has('rrelu-training')).toBe(false);
    expect(said('silu', { framework: 'transformers', form: 'string' }).has('hf-hidden-act-gated')).toBe(true);
    expect(said('softplus', { framework: 'numpy', form: 'expression' }).has('softplus-written-out')).toBe(true);
    expect(said('softplus', { framework: 'torch', form: 'class' }).has('softplus-written-out')).toBe(false);
  });

  it('tells the axes of softmax apart', () => {
    const axis = (value: number | null): string[] => [
      ...said('softmax', { framework: 'torch', arguments: { axis: value } }).keys(),
    ];
    expect(axis(0)[0]).toBe('softmax-over-first-axis');
    expect(axis(null)[0]).toBe('softmax-default-axis');
    expect(axis(-1)).not.toContain('softmax-over-first-axis');
    expect(axis(-1)).not.toContain('softmax-default-axis');
  });

  it('tells ELU and CELU apart only where they differ', () => {
    expect(said('elu').has('elu-celu-alpha')).toBe(false);
    expect(said('elu', { arguments: { alpha: 2 } }).get('elu-celu-alpha')).toContain('from 2 to 1');
    expect(said('celu', { arguments: { alpha: 2 } }).has('elu-celu-alpha')).toBe(true);
  });
});
