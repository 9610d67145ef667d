import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../src/core/activations';
import { getActivation, resolveParameters } from '../../../../src/core/activations';
import type { Facts } from '../../../../src/core/numerics/facts';
import { computeFacts } from '../../../../src/core/numerics/facts';
import type { Arguments } from '../../../../src/core/text';
import { near, printedLike, scannedWith } from './digits';

/*
 * The figures of these tables were computed with mpmath and SciPy, or measured on PyTorch, JAX and TensorFlow; none of
 * them comes from the code under test. They are compared digit by digit, as printed.
 */

function factsOf(id: ActivationId, args: Arguments = {}, slope?: number): Facts {
  const activation = getActivation(id);
  const options = slope === undefined ? {} : { slope };
  return computeFacts(activation, resolveParameters(activation, args), options);
}

describe('slope and saturation', () => {
  /** |x| beyond which |f'| stays below a tenth, a twentieth, a hundredth and a thousandth. */
  const twoSided: readonly [ActivationId, readonly string[]][] = [
    ['sigmoid', ['2.063', '2.887', '4.585', '6.906']],
    ['tanh', ['1.818', '2.178', '2.993', '4.147']],
    ['lecun_tanh', ['2.834', '3.371', '4.591', '6.321']],
    ['softsign', ['2.162', '3.472', '9.000', '30.62']],
    ['arctan', ['3.000', '4.359', '9.950', '31.61']],
  ];
  const onTheLeft: readonly [ActivationId, readonly string[]][] = [
    ['elu', ['-2.303', '-2.996', '-4.605', '-6.908']],
    ['celu', ['-2.303', '-2.996', '-4.605', '-6.908']],
    ['selu', ['-2.867', '-3.560', '-5.169', '-7.472']],
    ['softplus', ['-2.197', '-2.944', '-4.595', '-6.907']],
    ['gelu', ['-1.861', '-2.349', '-3.067', '-3.810']],
    ['gelu_tanh', ['-1.869', '-2.355', '-3.053', '-3.737']],
    ['quick_gelu', ['-0.536', '-2.399', '-3.679', '-5.279']],
    ['silu', ['-0.912', '-4.083', '-6.261', '-8.985']],
    ['mish', ['-2.827', '-4.112', '-6.264', '-8.985']],
  ];
  const thresholds = [0.1, 0.05, 0.01, 0.001];

  it.each(twoSided)('%s saturates on both sides', (id, figures) => {
    for (const [index, figure] of figures.entries()) {
      const [left, right, ...others] = factsOf(id, {}, thresholds[index]).saturation;
      expect(others).toEqual([]);
      expect(left).toMatchObject({ from: null, kind: 'saturated' });
      expect(right).toMatchObject({ to: null, kind: 'saturated' });
      expect(printedLike(-(left?.to ?? 0), figure)).toBe(figure);
      expect(printedLike(right?.from ?? 0, figure)).toBe(figure);
    }
  });

  it.each(onTheLeft)('%s saturates on the left', (id, figures) => {
    for (const [index, figure] of figures.entries()) {
      const [left, ...others] = factsOf(id, {}, thresholds[index]).saturation;
      expect(others).toEqual([]);
      expect(left).toMatchObject({ from: null, kind: 'saturated' });
      expect(printedLike(left?.to ?? 0, figure)).toBe(figure);
    }
  });

  it('the logarithm of the sigmoid saturates on the right', () => {
    for (const [index, figure] of ['2.197', '2.944', '4.595', '6.907'].entries()) {
      const [right, ...others] = factsOf('log_sigmoid', {}, thresholds[index]).saturation;
      expect(others).toEqual([]);
      expect(right).toMatchObject({ to: null, kind: 'saturated' });
      expect(printedLike(right?.from ?? 0, figure)).toBe(figure);
    }
  });

  it.each([
    ['sigmoid', 0.25, '4.357', '5.986'],
    ['lecun_tanh', 1.1439333333333332, '3.267', '4.490'],
  ] as const)('%s, relative to its largest slope', (id, largest, twentieth, hundredth) => {
    expect(printedLike(factsOf(id, {}, 0.05 * largest).saturation[1]?.from ?? 0, twentieth)).toBe(twentieth);
    expect(printedLike(factsOf(id, {}, 0.01 * largest).saturation[1]?.from ?? 0, hundredth)).toBe(hundredth);
  });

  it.each([
    [
      'hard_sigmoid',
      {},
      [
        [null, -3],
        [3, null],
      ],
    ],
    [
      'hard_sigmoid_02',
      {},
      [
        [null, -2.5],
        [2.5, null],
      ],
    ],
    [
      'hard_tanh',
      {},
      [
        [null, -1],
        [1, null],
      ],
    ],
    ['relu', {}, [[null, 0]]],
    [
      'relu6',
      {},
      [
        [null, 0],
        [6, null],
      ],
    ],
    ['hard_swish', {}, [[null, -3]]],
    ['hard_mish', {}, [[null, -2]]],
    ['softshrink', { lambd: 0.75 }, [[-0.75, 0.75]]],
    ['hardshrink', { lambd: 2 }, [[-2, 2]]],
    ['thresholded_relu', { theta: 1 }, [[null, 1]]],
    ['step', {}, [[null, null]]],
    ['relu_squared', {}, [[null, 0]]],
    ['sparse_plus', {}, [[null, -1]]],
  ] as const)('%s %j passes no gradient at all on %j', (id, args, expected) => {
    const dead = factsOf(id, args).saturation.filter((region) => region.kind === 'dead');
    expect(dead.map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it.each([
    'sigmoid',
    'tanh',
    'gelu',
    'silu',
    'mish',
    'elu',
    'softplus',
    'erf',
    'gaussian',
    'tanhexp',
    'laplace',
  ] as const)('the slope of %s vanishes, but is nowhere dead, although float64 underflows', (id) => {
    expect(factsOf(id).saturation.map((region) => region.kind)).not.toContain('dead');
  });

  it.each(['identity', 'abs', 'leaky_relu', 'logcosh', 'snake', 'sine', 'bent_identity', 'tanhshrink'] as const)(
    '%s has no saturated tail',
    (id) => {
      expect(factsOf(id).saturation).toEqual([]);
    },
  );

  it('a leak below the threshold is a saturated half-line', () => {
    expect(factsOf('leaky_relu', { negative_slope: 0.005 }).saturation).toEqual([
      { from: null, to: 0, kind: 'saturated' },
    ]);
  });

  it('next to a dead half-line the rest of the tail is told apart', () => {
    expect(factsOf('relu_squared').saturation[1]).toEqual({
      from: 0,
      to: near(0.005, 12),
      kind: 'saturated',
    });
  });
});

describe('share of saturated units for N(0, σ²) pre-activations', () => {
  const ids = [
    'sigmoid', 'tanh', 'hard_sigmoid', 'hard_tanh', 'softsign', 'gelu', 'silu', 'elu', 'hard_swish', 'relu',
  ] as const; // prettier-ignore
  it.each([
    [1, ['0.0', '0.3', '0.3', '31.7', '0', '0.1', '0', '0', '0.1', '50']],
    [2, ['2.2', '13.4', '13.4', '61.7', '0', '6.3', '0.1', '1.1', '6.7', '50']],
    [5, ['35.9', '54.9', '54.9', '84.1', '7.2', '27.0', '10.5', '17.9', '27.4', '50']],
    [28, ['87.0', '91.5', '91.5', '97.2', '74.8', '45.6', '41.2', '43.5', '45.7', '50']],
  ] as const)('σ = %d', (sigma, row) => {
    for (const [index, figure] of row.entries()) {
      const id = ids[index] ?? 'identity';
      expect([id, printedLike(100 * factsOf(id).shareSaturated(sigma), figure)]).toEqual([id, figure]);
    }
  });

  it('counts a mean, and a distribution that is a single point', () => {
    const relu = factsOf('relu');
    expect(relu.shareSaturated(1, 1)).toBeCloseTo(0.158655253931457, 14);
    expect(relu.shareSaturated(0, 1)).toBe(0);
    expect(relu.shareSaturated(0, -1)).toBe(1);
    expect(factsOf('step').shareSaturated(3, 7)).toBe(1);
  });
});

describe('range and extreme slopes', () => {
  /** Range as mathematicians write it, the largest |f'|, and where it is. */
  const rows: readonly [ActivationId, Arguments, string, string, string][] = [
    ['sigmoid', {}, '(0, 1)', '0.25', '0'],
    ['tanh', {}, '(-1, 1)', '1', '0'],
    ['lecun_tanh', {}, '(-1.7159, 1.7159)', '1.1439', '0'],
    ['softsign', {}, '(-1, 1)', '1', '0'],
    ['arctan', {}, '(-1.5708, 1.5708)', '1', '0'],
    ['hard_sigmoid', {}, '[0, 1]', '0.166667', '-3…3'],
    ['hard_sigmoid_02', {}, '[0, 1]', '0.2', '-2.5…2.5'],
    ['hard_tanh', {}, '[-1, 1]', '1', '-1…1'],
    ['relu', {}, '[0, inf)', '1', '0…'],
    ['relu6', {}, '[0, 6]', '1', '0…6'],
    ['leaky_relu', {}, '(-inf, inf)', '1', '0…'],
    ['elu', {}, '(-1, inf)', '1', '0…'],
    ['celu', {}, '(-1, inf)', '1', '0…'],
    ['selu', {}, '(-1.7581, inf)', '1.7581', '0-'],
    ['gelu', {}, '[-0.16997, inf)', '1.12890', '1.41421'],
    ['gelu_tanh', {}, '[-0.17004, inf)', '1.12899', '1.4185'],
    ['quick_gelu', {}, '[-0.16361, inf)', '1.09984', '1.4097'],
    ['silu', {}, '[-0.27846, inf)', '1.09984', '2.3994'],
    ['mish', {}, '[-0.30884, inf)', '1.08850', '1.4906'],
    ['hard_swish', {}, '[-0.375, inf)', '1.5', '3-'],
    ['log_sigmoid', {}, '(-inf, 0)', '1', 'left end'],
    ['softplus', { threshold: 1000 }, '(0, inf)', '1', 'right end'],
    ['relu_squared', {}, '[0, inf)', 'Infinity', 'right end'],
    ['exponential', {}, '(0, inf)', 'Infinity', 'right end'],
    ['gaussian', { scale: 1 }, '(0, 1]', '0.60653', '-1.0000'],
    ['logit', {}, '(-inf, inf)', 'Infinity', 'left end'],
    ['step', {}, '[0, 1]', 'Infinity', 'jump at 0'],
    ['sine', {}, '[-1, 1]', '30', '0'],
    ['elu', { alpha: 3 }, '(-3, inf)', '3', '0-'],
    ['leaky_relu', { negative_slope: -0.5 }, '[0, inf)', '1', '0…'],
    ['leaky_relu', { negative_slope: 4 }, '(-inf, inf)', '4', '…0'],
    ['star_relu', { s: -1, b: 2 }, '(-inf, 2]', 'Infinity', 'right end'],
    ['threshold', { threshold: 1, value: 3 }, '(1, inf)', 'Infinity', 'jump at 1'],
    ['threshold', { threshold: 1, value: -2 }, '[-2, inf)', 'Infinity', 'jump at 1'],
    ['sigmoid_range', { low: -2, high: 6 }, '(-2, 6)', '2', '0'],
  ];

  it.each(rows)('%s %j: %s, %s at %s', (id, args, range, slope, place) => {
    const facts = factsOf(id, args);
    expect(rangeText(facts, range)).toBe(range);
    expect(slope === 'Infinity' ? String(facts.lipschitz.value) : printedLike(facts.lipschitz.value, slope)).toBe(
      slope,
    );
    expect(placeText(facts, place)).toBe(place);
  });

  function rangeText({ range: { lower, upper } }: Facts, model: string): string {
    const [low = '', high = ''] = model.slice(1, -1).split(', ');
    const end = (value: number, figure: string): string =>
      Number.isFinite(value) ? printedLike(value, figure) : value > 0 ? 'inf' : '-inf';
    const open = `${lower.attained ? '[' : '('}${end(lower.value, low)}`;
    return `${open}, ${end(upper.value, high)}${upper.attained ? ']' : ')'}`;
  }

  function placeText({ lipschitz: { place } }: Facts, model: string): string {
    switch (place.kind) {
      case 'point':
        return printedLike(place.x, model);
      case 'beside':
        return `${String(place.x)}${place.side === 'left' ? '-' : '+'}`;
      case 'interval':
        return `${String(place.from ?? '')}…${String(place.to ?? '')}`;
      case 'end':
        return `${place.side} end`;
      case 'jump':
        return `jump at ${String(place.x)}`;
    }
  }

  it.each([
    ['gelu', '-0.751792', '-0.169971'],
    ['gelu_tanh', '-0.752461', '-0.170041'],
    ['quick_gelu', '-0.751154', '-0.163610'],
    ['silu', '-1.278465', '-0.278465'],
    ['mish', '-1.192431', '-0.308843'],
    ['hard_swish', '-1.5', '-0.375'],
  ] as const)('%s has its minimum at (%s, %s)', (id, x, y) => {
    const { minimum } = factsOf(id);
    expect(printedLike(minimum?.x ?? 0, x)).toBe(x);
    expect(printedLike(minimum?.y ?? 0, y)).toBe(y);
  });

  it.each([
    ['gelu', '-0.128904', '-1.4142'],
    ['silu', '-0.099839', '-2.3994'],
    ['mish', '-0.112526', '-2.2564'],
  ] as const)('%s falls most steeply, with slope %s, at %s', (id, slope, x) => {
    const { value, place } = factsOf(id).smallestSlope;
    expect(printedLike(value, slope)).toBe(slope);
    expect(place).toEqual({ kind: 'point', x: near(Number(x), 4) });
  });

  it('hard swish falls most steeply just right of −3', () => {
    expect(factsOf('hard_swish').smallestSlope).toEqual({
      value: -0.5,
      place: { kind: 'beside', x: -3, side: 'right' },
    });
  });

  it('an end that is only approached has no minimum or maximum', () => {
    const { minimum, maximum } = factsOf('sigmoid');
    expect([minimum, maximum]).toEqual([null, null]);
    expect(factsOf('cosine')).toMatchObject({
      maximum: { x: 0, y: 1 },
      minimum: { x: near(Math.PI, 9), y: -1 },
    });
  });
});

describe('moments and gains for z ~ N(0, 1)', () => {
  /** E[f], E[f²], Var f, E[f'²], forward, backward and centred gain. */
  const rows: readonly [ActivationId, Arguments, readonly string[]][] = [
    ['sigmoid', {}, ['0.5000', '0.2934', '0.0434', '0.0448', '1.8462', '4.7226', '4.8013']],
    ['tanh', {}, ['0', '0.3943', '0.3943', '0.4644', '1.5925', '1.4674', '1.5925']],
    ['softsign', {}, ['0', '0.1830', '0.1830', '0.2277', '2.3375', '2.0958', '2.3375']],
    ['hard_sigmoid', {}, ['0.5', '0.2776', '0.0276', '0.0277', '1.8978', '6.0081', '6.0150']],
    ['hard_tanh', {}, ['0', '0.5161', '0.5161', '0.6827', '1.3920', '1.2103', '1.3920']],
    ['relu', {}, ['0.3989', '0.5', '0.3408', '0.5', '1.4142', '1.4142', '1.7129']],
    ['leaky_relu', { negative_slope: 0.01 }, ['.395', '.50005', '.344', '.50005', '1.4141', '1.4141', '1.705']],
    ['leaky_relu', { negative_slope: 0.1 }, ['.359', '.5050', '.376', '.5050', '1.4072', '1.4072']],
    ['leaky_relu', { negative_slope: 0.2 }, ['.319', '.5200', '.418', '.5200', '1.3868', '1.3868', '1.546']],
    ['leaky_relu', { negative_slope: 0.25 }, ['.299', '.53125', '.442', '.53125', '1.3720', '1.3720']],
    ['leaky_relu', { negative_slope: 0.3 }, ['.279', '.5450', '.467', '.5450', '1.3546', '1.3546']],
    ['elu', {}, ['0.1605', '0.6449', '0.6192', '0.6681', '1.2452', '1.2234', '1.2708']],
    ['selu', {}, ['0.0000', '1.0000', '1.0000', '1.0716', '1.0000', '0.9660', '1.0000']],
    ['softplus', {}, ['0.8061', '0.9212', '0.2715', '0.2934', '1.0419', '1.8462', '1.9191']],
    ['gelu', {}, ['0.2821', '0.4252', '0.3456', '0.4559', '1.5335', '1.4811', '1.7009']],
    ['silu', {}, ['0.2066', '0.3558', '0.3131', '0.3795', '1.6765', '1.6233', '1.7872']],
    ['mish', {}, ['0.2404', '0.4523', '0.3945', '0.4791', '1.4868', '1.4448', '1.5920']],
    ['hard_swish', {}, ['0.1662', '0.3316', '0.3039', '0.3585', '1.7367', '1.6701', '1.8139']],
    ['relu_squared', {}, ['0.5', '1.5', '1.25', '2.0', '0.8165', '0.7071', '0.8944']],
  ];

  it.each(rows)('%s %j', (id, args, figures) => {
    const { moments, gains } = factsOf(id, args);
    const computed = [
      moments?.mean,
      moments?.secondMoment,
      moments?.variance,
      moments?.slopeSecondMoment,
      gains?.forward,
      gains?.backward,
      gains?.centred,
    ];
    const printed = figures.map((figure, index) => printedLike(computed[index] ?? Number.NaN, figure));
    expect(printed).toEqual(figures.map((figure) => figure.replace(/^\./, '0.')));
  });

  it('closed forms', () => {
    // E[e^z] = √e, E[e^(2z)] = e²; E[sin²(ωz)] = (1 − e^(−2ω²))/2; E[e^(−z²)] = 1/√3; E[z²; z > θ] for a jump.
    expect(factsOf('exponential').moments).toMatchObject({
      mean: near(Math.exp(0.5), 11),
      secondMoment: near(Math.exp(2), 10),
    });
    expect(factsOf('sine', { omega_0: 30 }).moments?.secondMoment).toBeCloseTo(0.5, 11);
    expect(factsOf('gaussian', { scale: Math.SQRT1_2 }).moments?.mean).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(factsOf('step', { threshold: 0 }).moments).toMatchObject({
      mean: near(0.5, 12),
      slopeSecondMoment: 0,
    });
  });

  it('nothing passes back through a step, and nothing forward through a constant', () => {
    expect(factsOf('step').gains?.backward).toBe(Infinity);
    expect(factsOf('star_relu', { s: 0, b: 2 }).gains).toEqual({
      forward: near(0.5, 12),
      backward: Infinity,
      centred: Infinity,
    });
  });

  it('a function of a bounded input has no moments', () => {
    const { moments, gains, centring } = factsOf('logit');
    expect([moments, gains, centring]).toEqual([null, null, null]);
  });
});

describe('floating-point cliffs', () => {
  function threshold(id: ActivationId, format: string, side: 'left' | 'right'): number {
    const found = factsOf(id).rounding.find((one) => one.format === format && one.side === side);
    return found?.from ?? Number.NaN;
  }

  const formats = ['fp16', 'bf16', 'fp32', 'fp64'] as const;

  /** Found by scanning x in steps of 0.01 (the sigmoid's zeros: 0.05) on real implementations. */
  it.each([
    ['sigmoid', 'right', 0.01, [8.32, 6.24, 16.64, 36.74]],
    ['sigmoid', 'left', 0.05, [17.35, 88.75, 88.75, 709.8]],
    ['tanh', 'right', 0.01, [4.51, 3.47, 9.02, 19.07]],
    ['tanh', 'left', 0.01, [4.51, 3.47, 9.02, 19.07]],
    ['exponential', 'right', 0.01, [11.09, 88.75, 88.73, 709.79]],
  ] as const)('%s, %s side', (id, side, step, figures) => {
    expect(formats.map((format) => scannedWith(step, threshold(id, format, side)))).toEqual(figures);
  });

  it.each(['glu', 'softmax', 'quiet_softmax'] as const)('the drawn view of %s is 1 as early as the sigmoid', (id) => {
    expect(formats.map((format) => scannedWith(0.01, threshold(id, format, 'right')))).toEqual([
      8.32, 6.24, 16.64, 36.74,
    ]);
  });

  it('says what the value is rounded to', () => {
    expect(factsOf('sigmoid').rounding.map((one) => [one.format, one.side, one.limit])).toEqual([
      ['fp16', 'left', 0],
      ['bf16', 'left', 0],
      ['fp32', 'left', 0],
      ['fp64', 'left', 0],
      ['fp16', 'right', 1],
      ['bf16', 'right', 1],
      ['fp32', 'right', 1],
      ['fp64', 'right', 1],
    ]);
    expect(factsOf('exponential').rounding.at(-1)?.limit).toBe(Infinity);
  });

  it('a hard Gumbel-softmax is 0 or 1 and nothing between', () => {
    expect(factsOf('gumbel_softmax', { hard: true })).toMatchObject({ rounding: [], smoothness: 'discontinuous' });
  });

  it('x² overflows in fp16 from 256 on: 255.875² fits, 256² = 65536 does not', () => {
    const from = threshold('relu_squared', 'fp16', 'right');
    expect(from).toBeGreaterThan(255.875);
    expect(from).toBeLessThanOrEqual(256);
  });

  it.each(['relu', 'hard_sigmoid', 'hard_tanh', 'identity', 'leaky_relu', 'sine', 'abs'] as const)(
    '%s reaches its limit exactly or has none',
    (id) => {
      expect(factsOf(id).rounding).toEqual([]);
    },
  );
});

describe('monotone or not', () => {
  it.each([
    ['gelu', null, '-0.7518'],
    ['silu', null, '-1.2785'],
    ['mish', null, '-1.1924'],
    ['hard_swish', -3, '-1.5'],
    ['abs', null, '0'],
  ] as const)('%s falls between %s and %s', (id, from, to) => {
    const { direction, falls, oscillates } = factsOf(id).monotonicity;
    expect([direction, falls.length, falls[0]?.from, oscillates]).toEqual(['none', 1, from, false]);
    expect(printedLike(falls[0]?.to ?? Number.NaN, to)).toBe(to);
  });

  it.each([
    'identity',
    'sigmoid',
    'hard_sigmoid',
    'log_sigmoid',
    'laplace',
    'erf',
    'logit',
    'tanh',
    'hard_tanh',
    'arctan',
    'softsign',
    'isru',
    'tanhshrink',
    'softshrink',
    'hardshrink',
    'relu',
    'relu6',
    'leaky_relu',
    'prelu',
    'rrelu',
    'thresholded_relu',
    'relu_squared',
    'elu',
    'celu',
    'selu',
    'softplus',
    'squareplus',
    'sparse_plus',
    'sqrt_softplus',
    'exponential',
    'bent_identity',
    'snake',
    'step',
  ] as const)('%s never falls', (id) => {
    // prettier-ignore
    expect(factsOf(id).monotonicity).toEqual({ direction: 'increasing', falls: [], oscillates: false });
  });

  it('oscillation, decrease and a jump downwards', () => {
    expect(factsOf('sine').monotonicity).toMatchObject({ direction: 'none', oscillates: true });
    expect(factsOf('softmin').monotonicity).toMatchObject({
      direction: 'decreasing',
      falls: [{ from: null, to: null }],
    });
    expect(factsOf('threshold', { threshold: 1, value: 3 }).monotonicity).toMatchObject({
      direction: 'none',
      falls: [{ from: 1, to: 1 }],
    });
    expect(factsOf('star_relu', { s: 0 }).monotonicity.direction).toBe('constant');
  });
});

describe('centring', () => {
  it.each([
    ['tanh', 'odd'],
    ['softsign', 'odd'],
    ['hardshrink', 'odd'],
    ['sine', 'odd'],
    ['selu', 'balanced'],
    ['sigmoid', 'shifted'],
    ['relu', 'shifted'],
    ['gelu', 'shifted'],
  ] as const)('%s is %s', (id, kind) => {
    expect(factsOf(id).centring?.kind).toBe(kind);
  });
});

describe('smoothness', () => {
  it.each([
    [
      'C∞',
      [
        'identity',
        'sigmoid',
        'tanh',
        'gelu',
        'silu',
        'mish',
        'softplus',
        'erf',
        'logcosh',
        'lisht',
        'snake',
        'sine',
        'isru',
      ],
    ],
    ['C¹', ['softsign', 'relu_squared', 'elu', 'celu', 'xielu', 'sparse_plus', 'star_relu']],
    [
      'C⁰',
      [
        'relu',
        'leaky_relu',
        'hard_sigmoid',
        'hard_swish',
        'hard_mish',
        'softshrink',
        'selu',
        'abs',
        'gelu_10',
        'relu6',
      ],
    ],
    ['discontinuous', ['step', 'hardshrink', 'thresholded_relu', 'hardmax']],
  ] as const)('%s: %j', (smoothness, ids) => {
    expect(ids.map((id) => [id, factsOf(id).smoothness])).toEqual(ids.map((id) => [id, smoothness]));
  });

  it('depends on the parameters', () => {
    expect(factsOf('elu', { alpha: 0.5 }).smoothness).toBe('C⁰');
    expect(factsOf('leaky_relu', { negative_slope: 1 })).toMatchObject({ smoothness: 'C∞', kinks: [] });
    expect(factsOf('threshold', { threshold: 1, value: 1 }).smoothness).toBe('C⁰');
    expect(factsOf('shrink', { lambd: 0.5, bias: 0.5 }).smoothness).toBe('C⁰');
  });
});

describe('asymptotes', () => {
  it.each([
    ['sigmoid', { kind: 'value', value: 0 }, { kind: 'value', value: 1 }],
    ['relu', { kind: 'value', value: 0 }, { kind: 'line', slope: 1, intercept: 0 }],
    ['gelu', { kind: 'value', value: 0 }, { kind: 'line', slope: 1, intercept: 0 }],
    [
      'logcosh',
      { kind: 'line', slope: -1, intercept: -0.69314718 },
      { kind: 'line', slope: 1, intercept: -0.69314718 },
    ],
    ['bent_identity', { kind: 'line', slope: 0.5, intercept: -0.5 }, { kind: 'line', slope: 1.5, intercept: -0.5 }],
    ['tanhshrink', { kind: 'line', slope: 1, intercept: 1 }, { kind: 'line', slope: 1, intercept: -1 }],
    ['squareplus', { kind: 'value', value: 0 }, { kind: 'line', slope: 1, intercept: 0 }],
    ['sqrt_softplus', { kind: 'value', value: 0 }, { kind: 'infinite', sign: 1 }],
    ['exponential', { kind: 'value', value: 0 }, { kind: 'infinite', sign: 1 }],
    ['logit', { kind: 'infinite', sign: -1 }, { kind: 'infinite', sign: 1 }],
    ['snake', { kind: 'infinite', sign: -1 }, { kind: 'infinite', sign: 1 }],
    ['sine', { kind: 'oscillating' }, { kind: 'oscillating' }],
    ['log_sigmoid', { kind: 'line', slope: 1, intercept: 0 }, { kind: 'value', value: 0 }],
  ] as const)('%s', (id, left, right) => {
    expect(factsOf(id).asymptotes).toEqual({ left, right });
  });

  it('approaches π/2 to the last digits, although only as 1/x', () => {
    expect(factsOf('arctan').asymptotes.right).toEqual({ kind: 'value', value: near(Math.PI / 2, 14) });
  });
});
