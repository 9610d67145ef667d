import { describe, expect, it } from 'vitest';
import {
  encodeMessage,
  readMessageFromPanel,
  readMessageToPanel,
  type MessageFromPanel,
  type MessageToPanel,
} from '../../../src/panel.protocol';

const range = { start: { line: 3, character: 8 }, end: { line: 3, character: 20 } };
const subject = {
  activation: 'leaky_relu',
  arguments: { negative_slope: 0.2, inplace: true, name: 'x', unknown: null },
  framework: 'torch',
  form: 'class',
  place: { uri: 'file:///net.py', range, cell: 2 },
} as const;
const formula = { latex: 'x', text: 'x' };
const typeset = {
  width: 10,
  ascent: 5,
  descent: 2,
  glyphs: [
    [0, 1, 2],
    [1, 2, 3, 0.7],
    [1, 2, 3, 0.7, 0.8],
  ],
  rules: [[0, 0, 5, 1]],
};

const toPanel: readonly unknown[] = [
  { type: 'start', language: 'zh-cn', translations: { Copy: '复制' }, slope: 0.01, follows: true },
  {
    type: 'start',
    language: 'en',
    slope: 0.01,
    follows: false,
    show: { view: 'compare', subjects: [subject], cause: 'command' },
  },
  { type: 'show', view: 'depth', subjects: [], cause: 'cursor' },
  { type: 'file', name: 'net.py', uses: [{ subject, place: { uri: 'file:///net.py', range }, code: 'nn.ReLU()' }] },
  { type: 'file', name: 'net.py', uses: [], network: { subject, depth: 4, initialization: 'he', isNormalized: false } },
  { type: 'formulas', asset: { glyphs: ['m0 0z'], formulas: { relu: { value: typeset, derivative: typeset } } } },
  {
    type: 'card',
    request: 3,
    card: {
      activation: 'relu',
      formula,
      derivativeFormula: formula,
      goodFor: 'hidden layers',
      pitfalls: [{ text: 'dies', source: { label: 'computed' }, isExperiment: false }],
      relations: [{ text: 'a' }, { text: 'b', formula: 'c' }],
      spellings: [{ framework: 'PyTorch', code: ['torch.nn.ReLU()'], notes: [] }],
    },
  },
  { type: 'settings', slope: 0.05, follows: true },
  { type: 'notice', text: 'Saved.' },
];

const fromPanel: readonly MessageFromPanel[] = [
  { type: 'ready' },
  { type: 'describe', request: 0, subject },
  { type: 'reveal', place: { uri: 'file:///net.py', range } },
  { type: 'follow', follows: false },
  { type: 'save', format: 'png', name: 'relu', content: 'AAAA' },
  { type: 'copy', text: 'nn.ReLU()' },
  { type: 'title', title: 'ReLU' },
  { type: 'problem', text: 'no' },
];

/** Every object within `value` and the keys that lead there, the value itself first. */
function objectsWithin(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsWithin);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

describe('messages between the extension and the panel', () => {
  it.each(toPanel)('the panel reads %j as it was sent', (message) => {
    expect(readMessageToPanel(structuredClone(message))).toEqual({ ok: true, value: message });
  });

  it.each(fromPanel)('the extension reads %j as it was sent', (message) => {
    expect(readMessageFromPanel(structuredClone(message))).toEqual({ ok: true, value: message });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'ready'],
    ['a list', [{ type: 'ready' }]],
    ['no type', {}],
    ['a type that nobody knows', { type: 'evaluate' }],
    ['an inherited type', Object.create({ type: 'ready' }) as object],
    ['a name of Object.prototype', { type: 'constructor' }],
  ])('refuses %s', (_, message) => {
    expect(readMessageFromPanel(message).ok).toBe(false);
    expect(readMessageToPanel(message).ok).toBe(false);
  });

  it('refuses a value of another type in any field, and says which', () => {
    for (const message of [...toPanel, ...fromPanel]) {
      const read = toPanel.includes(message) ? readMessageToPanel : readMessageFromPanel;
      const copy = structuredClone(message);
      for (const holder of objectsWithin(copy)) {
        for (const [key, value] of Object.entries(holder)) {
          if (isFreelyKeyed(holder)) continue;
          holder[key] = Symbol('wrong');
          const result = read(copy);
          expect(result.ok, `${JSON.stringify(message)}: ${key}`).toBe(false);
          expect(result).toMatchObject({ problem: expect.stringContaining(key) as string });
          holder[key] = value;
        }
      }
    }
  });

  it('leaves out fields that it does not know', () => {
    const read = readMessageFromPanel({ type: 'copy', text: 'a', html: '<b>' });
    expect(read).toEqual({ ok: true, value: { type: 'copy', text: 'a' } satisfies MessageFromPanel });
  });

  it.each([Number.NaN, Infinity, '0.01'])('refuses %s as the threshold of saturation', (slope) => {
    expect(readMessageToPanel({ type: 'settings', slope, follows: true })).toMatchObject({ ok: false });
  });

  it('carries infinite arguments, as code may write them, through a channel that speaks JSON', () => {
    const show: MessageToPanel = {
      type: 'show',
      view: 'function',
      subjects: [
        {
          activation: 'hard_tanh',
          arguments: { min_val: -Infinity, max_val: Infinity },
          given: { max_val: Infinity, inplace: null },
        },
      ],
      cause: 'command',
    };
    const json = JSON.stringify(encodeMessage(show));
    expect(json).toContain('{"min_val":"-inf","max_val":"inf"}');
    expect(readMessageToPanel(JSON.parse(json))).toEqual({ ok: true, value: show });
    const describe: MessageFromPanel = { type: 'describe', request: 1, subject: show.subjects[0] ?? subject };
    const sent = JSON.stringify(encodeMessage(describe));
    expect(readMessageFromPanel(JSON.parse(sent))).toEqual({ ok: true, value: describe });
  });

  it('keeps words that only look like an infinity', () => {
    const words = { ...subject, arguments: { mode: 'infinite' } };
    expect(readMessageFromPanel({ type: 'describe', request: 1, subject: words })).toMatchObject({
      value: { subject: { arguments: { mode: 'infinite' } } },
    });
  });
});

/** Objects whose keys are data: a wrong value is refused there, too, but under the key of the data. */
function isFreelyKeyed(holder: Record<string, unknown>): boolean {
  return 'Copy' in holder || 'relu' in holder || 'negative_slope' in holder;
}
