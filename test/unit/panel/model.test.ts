import { describe, expect, it } from 'vitest';
import { commaSeparated, sampleRows } from '../../../media/panel/exports/files';
import { depthSentences, followIntoDepth, histogramLayers, initialSigmas } from '../../../media/panel/model/depth';
import { entryName } from '../../../media/panel/model/entryName';
import { histogramRows } from '../../../media/panel/model/histogramRows';
import { isAllowed, parseNumber, sliderRange } from '../../../media/panel/model/numberRange';
import { exactText, percentText } from '../../../media/panel/model/numbers';
import { activationGroups, adjustableParameters, findActivation } from '../../../media/panel/model/panelActivation';
import { presets } from '../../../media/panel/model/presets';
import { entryOf, initialState, pickedEntry } from '../../../media/panel/model/state';
import { contrast, mix, withContrast } from '../../../media/panel/theme';
import { activations } from '../../../src/core/activations';
import { removeFormulas } from '../../../src/build/withoutFormulas';

describe('the list of activations', () => {
  it('offers each of the catalogue once', () => {
    const offered = activationGroups().flatMap(([, ids]) => ids);
    expect([...offered].sort()).toEqual(Object.keys(activations).sort());
  });
});

describe('the table that stands in for histograms', () => {
  it('has a row for each bin and one for each value of its own, a column for each layer', () => {
    const layer = { from: 0, to: 2, below: 0, above: 0 };
    const rows = histogramRows([
      { ...layer, shares: [0.3, 0.2], atoms: [{ value: 0, share: 0.5 }] },
      { ...layer, shares: [1, 2e-9], atoms: [] },
    ]);
    expect(rows).toEqual([
      ['0 … 1', '30.0 %', '100 %'],
      ['1 … 2', '20.0 %', '< 0.001 %'],
      ['= 0', '50.0 %', '0 %'],
    ]);
  });

  it('is empty where there is no histogram', () => {
    expect(histogramRows([null])).toEqual([]);
  });
});

describe('sliders', () => {
  const all = Object.keys(activations).flatMap((id) =>
    adjustableParameters(findActivation(id)).map((parameter) => ({
      id,
      parameter,
      value: pickedEntry(id).values[parameter.name],
    })),
  );

  it('reach the value they start from, at stops for which the function is defined', () => {
    for (const { id, parameter, value } of all) {
      const { minimum, maximum, step } = sliderRange(parameter, [value ?? 0]);
      const name = `${id}.${parameter.name}`;
      expect(value, name).toBeGreaterThanOrEqual(minimum);
      expect(value, name).toBeLessThanOrEqual(maximum);
      expect(isAllowed(parameter, minimum), name).toBe(true);
      expect(isAllowed(parameter, maximum), name).toBe(true);
      expect((maximum - minimum) / step, name).toBeGreaterThan(3);
    }
  });

  it('reach what code gives, however far out', () => {
    const [slope] = adjustableParameters(findActivation('leaky_relu'));
    expect(slope && sliderRange(slope, [-17]).minimum).toBeLessThanOrEqual(-17);
  });

  it.each([
    ['0.25', 0.25],
    ['−3', -3],
    ['1,5', 1.5],
    [' 1e-3 ', 0.001],
    ['', undefined],
    ['abc', undefined],
    ['Infinity', undefined],
  ])('the field reads %j as %s', (typed, value) => {
    expect(parseNumber(typed)).toBe(value);
  });
});

describe('numbers in words', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [-1.5, '−1.5'],
    [1e-9, '1e−9'],
    [Number.NaN, '–'],
    [-Infinity, '−∞'],
  ])('%d is read off as %s', (value, text) => {
    expect(exactText(value)).toBe(text);
  });

  it.each([
    [0, '0'],
    [0.5487, '54.9'],
    [0.000002, '0.0002'],
    [1, '100'],
  ])('a share of %d is %s per cent', (share, text) => {
    expect(percentText(share)).toBe(text);
  });
});

describe('names of what is compared', () => {
  it('hold the values that are not the usual ones', () => {
    expect(entryName(pickedEntry('leaky_relu'))).toBe('Leaky ReLU');
    expect(entryName(entryOf({ activation: 'leaky_relu', arguments: { negative_slope: 0.2 } }))).toBe(
      'Leaky ReLU, negative_slope = 0.2',
    );
  });
});

describe('presets', () => {
  const use = (activation: string, args: Readonly<Record<string, number>> = {}) => {
    const place = { uri: 'file:///a.py', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
    return { subject: { activation, arguments: args }, place, code: activation };
  };

  it('name known activations only', () => {
    for (const { entries } of presets(undefined, [])) {
      expect(entries.map(({ subject }) => subject.activation).filter((id) => !(id in activations))).toEqual([]);
    }
  });

  it('begin with the different functions of the file, where there are two', () => {
    const uses = [use('relu'), use('relu'), use('gelu'), use('leaky_relu', { negative_slope: 0.2 }), use('nonsense')];
    expect(presets('net.py', uses)[0]?.entries.map(({ subject }) => subject.activation)).toEqual([
      'relu',
      'gelu',
      'leaky_relu',
    ]);
    expect(presets('net.py', [use('relu'), use('relu')])[0]?.label).not.toContain('net.py');
  });
});

describe('the depth view', () => {
  const state = (activation: string, change = {}) => ({
    ...initialState().depth,
    entry: pickedEntry(activation),
    ...change,
  });

  it('has gradients that vanish in ten layers of sigmoids, as networks of width 256 do', () => {
    const layers = followIntoDepth(state('sigmoid'), 0.01) ?? [];
    // Measured with PyTorch: 10^−7.55 for the weights' gradients of real networks.
    const ratio = Math.log10(layers[0]?.gradSecondRatio ?? 1) / 2;
    expect(ratio).toBeGreaterThan(-8);
    expect(ratio).toBeLessThan(-7.2);
    expect(depthSentences('Sigmoid', layers, 0.01)[0]).toMatch(/^After 10 layers of Sigmoid .*10⁻⁸ of the last\.$/);
  });

  it('keeps the gradient of ReLU under He initialization', () => {
    const layers = followIntoDepth(state('relu', { initialization: 'he', depth: 50 }), 0.01) ?? [];
    expect(layers[0]?.gradSecondRatio).toBeCloseTo(1, 6);
  });

  it('has nothing to say where the initialization does not know the activation', () => {
    expect(followIntoDepth(state('gelu', { initialization: 'gain' }), 0.01)).toBeUndefined();
  });

  it('gives normal weights the spread of their fan-in, and biases one of their own', () => {
    const sigmas = initialSigmas(state('tanh', { initialization: 'normal', sigma: 0.1, fanIn: 400, biasSigma: 0.3 }));
    expect(sigmas?.sigmaW).toBeCloseTo(2, 12);
    expect(sigmas?.sigmaB).toBe(0.3);
  });

  it.each([
    [1, [0]],
    [3, [0, 1, 2]],
    [100, [0, 11, 22, 33, 44, 55, 66, 77, 88, 99]],
  ])('of %d layers shows %j as histograms', (depth, layers) => {
    expect(histogramLayers(depth)).toEqual(layers);
  });
});

describe('files', () => {
  it('separate by commas what a spreadsheet reads back', () => {
    expect(
      commaSeparated(
        ['x', 'Leaky ReLU, "0.2"'],
        [
          [0.1, Number.NaN],
          [-1e-9, 3],
        ],
      ),
    ).toBe('x,"Leaky ReLU, ""0.2"""\r\n0.1,\r\n-1e-9,3\r\n');
  });

  it('sample both ends', () => {
    const rows = sampleRows({ from: -2, to: 2 }, [(x) => x * x]);
    expect(rows).toHaveLength(1001);
    expect(rows[0]).toEqual([-2, 4]);
    expect(rows[1000]).toEqual([2, 4]);
  });
});

describe('colours', () => {
  it('have the contrast that WCAG computes', () => {
    expect(contrast('rgb(0, 0, 0)', 'rgb(255, 255, 255)')).toBeCloseTo(21, 10);
    expect(contrast('rgb(119, 119, 119)', 'rgb(255, 255, 255)')).toBeCloseTo(4.48, 2);
  });

  it('are moved until lines can be seen on any background', () => {
    for (const background of ['rgb(255, 255, 255)', 'rgb(31, 31, 31)', 'rgb(0, 0, 0)', 'rgb(128, 128, 128)']) {
      for (const colour of ['rgb(209, 134, 22)', 'rgb(55, 148, 255)', 'rgb(128, 128, 128)']) {
        expect(contrast(withContrast(colour, background, 3), background)).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('are mixed channel by channel', () => {
    expect(mix('rgb(200, 100, 0)', 'rgb(0, 0, 0)', 0.5)).toBe('rgb(100, 50, 0)');
  });
});

describe('the bundle of the panel', () => {
  it('leaves formulas and papers out, and nothing else', () => {
    const source = `export const a = { id: 'a', formula: { latex: 'x, {}', text: "}" }, value: (x) => x, source: paper };`;
    expect(removeFormulas(source)).toBe(`export const a = { id: 'a', value: (x) => x, };`);
  });
});
