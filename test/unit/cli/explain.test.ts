import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine } from '../support/commandLine';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await buildCommandLine();
}, 60_000);

async function explain(...parameters: readonly string[]): Promise<Record<string, unknown>> {
  const { code, output, errors } = await commandLine.run(['explain', ...parameters, '--format', 'json']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output) as Record<string, unknown>;
}

describe('explain --format json', () => {
  it('states what is known of the sigmoid', async () => {
    const card = await explain('sigmoid');
    expect(card).toMatchObject({
      activation: 'sigmoid',
      name: 'Sigmoid',
      parameters: {},
      range: [0, 1],
      lipschitz: 0.25,
      minimum: null,
    });
    // LeCun's number: |σ'| < 0.01 beyond ln(49 + 20·√6) = 4.585.
    const edge = Math.log(49 + 20 * Math.sqrt(6));
    expect(card['saturation']).toEqual([
      { from: null, to: expect.closeTo(-edge, 6) as number, slopeBelow: 0.01, zero: false },
      { from: expect.closeTo(edge, 6) as number, to: null, slopeBelow: 0.01, zero: false },
    ]);
    expect(card['gain']).toEqual({
      forward: expect.closeTo(1.8462, 4) as number,
      backward: expect.closeTo(4.7226, 4) as number,
    });
    expect(card['formula']).toHaveProperty('latex');
    expect(card['formula']).toHaveProperty('text');
    expect(card['derivative']).toHaveProperty('latex');
    expect(card['pitfalls']).not.toEqual([]);
  });

  it('follows the parameters', async () => {
    const card = await explain('leaky_relu', 'negative_slope=0.2', '--at=-2,0,3');
    expect(card['parameters']).toEqual({ negative_slope: 0.2 });
    expect(card['range']).toEqual(['-inf', 'inf']);
    expect(card['values']).toEqual([
      { x: -2, y: -0.4, dy: 0.2 },
      { x: 0, y: 0, dy: 0.2 },
      { x: 3, y: 3, dy: 1 },
    ]);
  });

  it('tells regions of zero slope from small slopes', async () => {
    expect((await explain('relu'))['saturation']).toEqual([{ from: null, to: 0, slopeBelow: 0.01, zero: true }]);
  });

  it('gives infinities as words and nothing as NaN', async () => {
    const card = await explain('exponential', '--at', 'inf,-inf,0');
    expect(card['values']).toEqual([
      { x: 'inf', y: 'inf', dy: 'inf' },
      { x: '-inf', y: 0, dy: 0 },
      { x: 0, y: 1, dy: 1 },
    ]);
    expect(card['lipschitz']).toBe('inf');
  });

  it('has no value outside the domain', async () => {
    expect((await explain('logit', '--at', '-1,0.5'))['values']).toEqual([
      { x: -1, y: null, dy: null },
      { x: 0.5, y: 0, dy: 4 },
    ]);
  });

  it('draws functions of vectors as their view', async () => {
    expect(await explain('softmax')).toHaveProperty('view.axis');
  });

  it.each([
    ['LeakyReLU', 'leaky_relu'],
    ['leaky-relu', 'leaky_relu'],
    ['swish', 'silu'],
    ['torch.nn.Hardswish', 'hard_swish'],
  ])('knows %s', async (word, id) => {
    expect((await explain(word))['activation']).toBe(id);
  });

  it("takes GELU's tanh form for what it is", async () => {
    expect((await explain('gelu', 'approximate=tanh'))['activation']).toBe('gelu_tanh');
  });
});

describe('explain', () => {
  it('prints a card for the terminal', async () => {
    const { code, output } = await commandLine.run(['explain', 'leaky_relu', 'negative_slope=0.2', '--at', '-1,1']);
    expect(code).toBe(0);
    expect(output).toContain('Leaky ReLU · negative_slope = 0.2');
    expect(output).toMatch(/^-1 +-0\.2 +0\.2$/m);
    expect(output).not.toMatch(/\$|\\frac/);
  });

  it.each([
    [['relo'], /no activation 'relo'.*relu/],
    [['zzzzzzzz'], /no activation 'zzzzzzzz'.*sigmoid/],
    [['elu', 'beta=2'], /elu has no parameter 'beta'; it has: alpha/],
    [['relu', 'alpha=2'], /relu has no parameters/],
    [['elu', 'alpha'], /'alpha' is not of the form NAME=VALUE/],
    [['elu', 'alpha=two'], /alpha takes a number, not 'two'/],
    [['elu', 'alpha=inf'], /alpha must be finite/],
    [['softplus', 'beta=0'], /beta must be greater than 0, not 0/],
    [['relu', '--at', '1,b'], /'b' in --at is no number/],
    [[], /error:/],
  ])('explains wrong use: %j', async (parameters, message) => {
    const { code, output, errors } = await commandLine.run(['explain', ...parameters]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/\n\s+at /);
  });
});
