import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine } from '../support/commandLine';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await buildCommandLine();
}, 60_000);

interface Answer extends Record<string, unknown> {
  readonly layers: readonly Record<string, unknown>[];
}

async function propagate(...parameters: readonly string[]): Promise<Answer> {
  const { code, output, errors } = await commandLine.run(['propagate', ...parameters, '--format', 'json']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output) as Answer;
}

describe('propagate --format json', () => {
  it('follows ReLU with the weights given', async () => {
    const answer = await propagate('relu', '--depth', '3', '--sigma-w', '1', '--sigma-b', '0.5');
    expect(answer).toMatchObject({ activation: 'relu', sigmaW: 1, sigmaB: 0.5, depth: 3 });
    // q₁ = 1.25, then q/2 + 0.25; the squared gradient halves in each layer.
    expect(answer.layers).toHaveLength(3);
    for (const [index, second] of [1.25, 0.875, 0.6875].entries()) {
      expect(answer.layers[index]).toMatchObject({
        preSecond: expect.closeTo(second, 12) as number,
        actMean: expect.closeTo(Math.sqrt(second / (2 * Math.PI)), 12) as number,
        actSecond: expect.closeTo(second / 2, 12) as number,
        zeroDerivative: 0.5,
        smallDerivative: 0.5,
        gradSecondRatio: expect.closeTo(0.5 ** (2 - index), 12) as number,
      });
    }
  });

  it.each([
    [['--init', 'he'], Math.SQRT2, 0],
    [['--init', 'kaiming_normal', '--sigma-b', '0.1'], Math.SQRT2, 0.1],
    [['--init', 'torch'], 1 / Math.sqrt(3), 0],
    [['--init', 'torch', '--fan-in', '3'], 1 / Math.sqrt(3), 1 / 3],
    [['--init', 'keras'], 1, 0],
    [['--init', 'normal', '--fan-in', '400', '--std', '0.01'], 0.2, 0],
    [['--sigma-w', '1e-3'], 1e-3, 0],
    [[], 1 / Math.sqrt(3), 0],
  ])('reads %j', async (options, sigmaW, sigmaB) => {
    const answer = await propagate('tanh', '--depth', '1', ...options);
    expect(answer['sigmaW']).toBeCloseTo(sigmaW, 14);
    expect(answer['sigmaB']).toBeCloseTo(sigmaB, 14);
  });

  it('takes the gain of the activation with its parameters', async () => {
    const answer = await propagate('LeakyReLU', 'negative_slope=1', '--init', 'calculate_gain');
    expect(answer).toMatchObject({ activation: 'leaky_relu', sigmaW: 1, parameters: { negative_slope: 1 } });
  });

  it("takes GELU's tanh form for what it is", async () => {
    expect((await propagate('gelu', 'approximate=tanh'))['activation']).toBe('gelu_tanh');
  });

  it('gives overflow as a word and underflow as 0', async () => {
    const growing = await propagate('exponential', '--sigma-w', '3', '--depth', '4');
    expect(growing.layers[3]).toMatchObject({ preSecond: 'inf', actSecond: 'inf', gradSecondRatio: 1 });
    expect(growing.layers[0]).toMatchObject({ gradSecondRatio: 'inf' });
    const fading = await propagate('sigmoid', '--sigma-w', '1e-9', '--depth', '60');
    expect(fading.layers[0]).toMatchObject({ gradSecondRatio: 0 });
    expect(JSON.stringify([growing, fading])).not.toMatch(/NaN|null/);
  });

  it('normalizes where it is asked to', async () => {
    const answer = await propagate('relu', '--normalization', 'batch', '--sigma-w', '100', '--depth', '2');
    expect(answer.layers[0]?.['gradSecondRatio']).toBeCloseTo(Math.PI / (Math.PI - 1), 6);
  });
});

describe('propagate --format text', () => {
  it('shows a table and says what it means', async () => {
    const { code, output } = await commandLine.run(['propagate', 'tanh', '--depth', '2', '--init', 'xavier']);
    expect(code).toBe(0);
    const lines = output.split('\n');
    expect(lines[0]).toBe('Tanh · σ_w = 1, σ_b = 0 (Xavier (Glorot))');
    expect(lines[2]).toMatch(/^layer +E\[z²\] +E\[f\(z\)\] +E\[f\(z\)²\] +f′ = 0 +\|f′\| < 0.01 +gradient²$/);
    // E[tanh²(z)] = 0.394294 for N(0, 1).
    expect(lines[3]).toMatch(/^1 +1 +0 +0\.3943 +0\.0 % +0\.3 % +0\.4644$/);
    expect(lines[4]).toMatch(/^2 +0\.3943 /);
    expect(lines[6]).toBe('After 2 layers of Tanh the first gradient is 0.68 of the last.');
  });
});

describe('propagate refuses', () => {
  it.each([
    [['softmax'], 'softmax works on whole vectors; signals are followed through element-wise activations only'],
    [['logit'], 'logit is not defined for every input, so no signal can be followed'],
    [['rellu'], "There is no activation 'rellu'. Did you mean relu"],
    [['relu', 'slope=2'], "relu has no parameters, so none is called 'slope'"],
    [
      ['relu', '--init', 'hee'],
      "There is no initialization 'hee'. All are: torch, keras, xavier, he, lecun, gain, normal",
    ],
    [['gelu', '--init', 'gain'], "PyTorch's calculate_gain does not know gelu"],
    [['relu', '--init', 'normal'], '--init normal needs --fan-in'],
    [['relu', '--init', 'he', '--sigma-w', '1'], '--sigma-w and --init exclude each other'],
    [['relu', '--sigma-w', 'wide'], "--sigma-w takes a finite number of at least 0, not 'wide'"],
    [['relu', '--sigma-w', '1e999'], "--sigma-w takes a finite number of at least 0, not '1e999'"],
    [['relu', '--sigma-b=-1'], "--sigma-b takes a finite number of at least 0, not '-1'"],
    [['relu', '--depth', '0'], "--depth takes a whole number from 1 to 1000, not '0'"],
    [['relu', '--depth', '2.5'], "--depth takes a whole number from 1 to 1000, not '2.5'"],
    [['relu', '--init', 'torch', '--fan-in', '0'], "--fan-in takes a whole number of at least 1, not '0'"],
  ])('%j', async (parameters, message) => {
    const { code, output, errors } = await commandLine.run(['propagate', ...parameters]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
  });
});
