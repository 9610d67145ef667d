import { describe, expect, it } from 'vitest';
import {
  compareEntries,
  show,
  spanBetween,
  withCompare,
  withDepth,
  withFunction,
  withNetwork,
  withoutEntry,
  zoomed,
} from '../../../media/panel/model/actions';
import { entryOf, initialState, pickedEntry, restoreState } from '../../../media/panel/model/state';

const leaky = { activation: 'leaky_relu', arguments: { negative_slope: 0.2 } };

describe('the state of the panel', () => {
  it('comes back from what was remembered, through the clone that VS Code makes of it', () => {
    const state = withCompare(withFunction(initialState(), { span: { from: -2, to: 3 } }), {
      base: 1,
      layout: 'multiples',
    });
    expect(restoreState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it.each([undefined, null, 'x', {}, { view: 'function' }])('starts anew from %j', (remembered) => {
    expect(restoreState(remembered)).toEqual(initialState());
  });

  it('starts anew where it names an activation that is not known any more', () => {
    const state = withFunction(initialState(), {
      entry: { subject: { activation: 'gone', arguments: {} }, values: {} },
    });
    expect(restoreState(state)).toEqual(initialState());
  });

  it('fills the arguments of the code with defaults', () => {
    expect(entryOf(leaky).values).toEqual({ negative_slope: 0.2 });
    expect(pickedEntry('leaky_relu').values).toEqual({ negative_slope: 0.01 });
    expect(pickedEntry('softmax').values).toMatchObject({ temperature: 1 });
  });
});

describe('what a command or the cursor shows', () => {
  it('opens the view that a command asks for', () => {
    const state = show(initialState(), {
      view: 'compare',
      subjects: [leaky, { activation: 'gelu', arguments: {} }],
      cause: 'command',
    });
    expect(state.view).toBe('compare');
    expect(state.compare.entries.map(({ subject }) => subject.activation)).toEqual(['leaky_relu', 'gelu']);
  });

  it('follows the cursor without leaving the view', () => {
    const state = show({ ...initialState(), view: 'depth' }, { view: 'function', subjects: [leaky], cause: 'cursor' });
    expect(state.view).toBe('depth');
    expect(state.function.entry.values).toEqual({ negative_slope: 0.2 });
  });

  it('keeps the span for the same function and drops it for another', () => {
    const state = withFunction(initialState(), { entry: entryOf(leaky), span: { from: -1, to: 1 } });
    const other = { ...leaky, arguments: { negative_slope: 0.3 } };
    expect(show(state, { view: 'function', subjects: [other], cause: 'cursor' }).function.span).toEqual({
      from: -1,
      to: 1,
    });
    const gelu = { activation: 'gelu', arguments: {} };
    expect(show(state, { view: 'function', subjects: [gelu], cause: 'cursor' }).function.span).toBeNull();
  });

  it('ignores activations that it does not know', () => {
    const unknown = { activation: 'constructor', arguments: {} };
    expect(show(initialState(), { view: 'function', subjects: [unknown], cause: 'command' })).toEqual(initialState());
  });
});

describe('comparisons', () => {
  const many = ['relu', 'gelu', 'silu', 'mish', 'elu', 'selu', 'tanh'].map(pickedEntry);

  it('hold six functions at most', () => {
    expect(compareEntries(initialState(), many).compare.entries).toHaveLength(6);
  });

  it('keep their base when another leaves, and lose it with its function', () => {
    const state = withCompare(compareEntries(initialState(), many), { base: 2 });
    expect(withoutEntry(state, 0).compare.base).toBe(1);
    expect(withoutEntry(state, 4).compare.base).toBe(2);
    expect(withoutEntry(state, 2).compare.base).toBeNull();
  });

  it('have no base beyond their last function', () => {
    expect(withCompare(initialState(), { base: 9 }).compare.base).toBeNull();
  });
});

describe('the network in depth', () => {
  it.each([
    [0, 1],
    [12.4, 12],
    [1000, 100],
  ])('%d layers become %d', (asked, depth) => {
    expect(withDepth(initialState(), { depth: asked }).depth.depth).toBe(depth);
  });

  it('starts from that of a file', () => {
    const state = withNetwork(initialState(), { subject: leaky, depth: 7, initialization: 'he', isNormalized: true });
    expect(state.depth).toMatchObject({ depth: 7, initialization: 'he', normalization: 'batch' });
    expect(state.depth.entry.values).toEqual({ negative_slope: 0.2 });
  });
});

describe('the span of x', () => {
  it('is zoomed around a place that stays where it is', () => {
    const { from, to } = zoomed({ from: -4, to: 4 }, 2, 0.5);
    expect([from, to]).toEqual([-1, 3]);
    expect((2 - from) / (to - from)).toBe((2 + 4) / 8);
  });

  it('is neither zoomed nor typed beyond what shows something', () => {
    expect(zoomed({ from: 0, to: 1e-6 }, 0, 0.5)).toEqual({ from: 0, to: 1e-6 });
    expect(zoomed({ from: -4e5, to: 4e5 }, 0, 2)).toEqual({ from: -4e5, to: 4e5 });
    expect(spanBetween(1, 1)).toBeUndefined();
    expect(spanBetween(2, 1)).toBeUndefined();
    expect(spanBetween(-1, 2)).toEqual({ from: -1, to: 2 });
  });
});
