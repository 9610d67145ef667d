import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../activations';
import { shortNumber } from '../cards/values';
import { attributeValue } from '../model/forward/moduleClass';
import { computeFacts } from '../numerics/facts';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor, lastName } from '../uses/place';
import type { Use } from '../uses/use';
import { activationName } from './layers/names';
import type { Finding, Rule } from './rule';
import { libraryCall } from '../uses/libraryCalls';

const saturating: ReadonlySet<ActivationId> = new Set<ActivationId>(['sigmoid', 'tanh', 'hard_sigmoid', 'hard_tanh']);

/** Pre-activations of this standard deviation leave most units flat. */
const largeSpread = 3;
/** Where the number of inputs is not known: 3 for 36 inputs. */
const largeDeviation = 0.5;

/** What the message speaks of where the number of inputs is not known. */
const usualWidth = 100;

/** Targets whose size is no matter of saturation. */
const otherTargets = /embed|norm|\bbn|bias|pos_|token|latent|noise|fourier|rbf|\bB\b|siren|freq/i;
const otherFiles = /fourier|siren|\brbf\b|radial.?basis/i;

/** Weights so large that sigmoids and tanhs start flat. */
export const largeStdInitWithSaturating: Rule = {
  id: 'large-std-init-with-saturating',
  severity: 'warning',
  title: () => l10n.t('Weights so large that the activations start saturated'),
  words: /normal_\(|uniform_\(|RandomNormal\(|RandomUniform\(/,
  *check({ code, uses }) {
    const hidden = hiddenActivation(uses);
    if (hidden === undefined || code.mentions(otherFiles)) {
      return;
    }
    for (const { call, target, deviation } of initializations(code)) {
      const inputs = target === undefined ? undefined : inputsOf(target, code);
      const spread = inputs === undefined ? undefined : deviation * Math.sqrt(inputs);
      if (spread === undefined ? deviation >= largeDeviation : spread > largeSpread) {
        yield findingFor(call, hidden, deviation, inputs);
      }
    }
  },
};

/** The activation of the hidden layers, where all of them saturate. */
function hiddenActivation(uses: readonly Use[]): ActivationId | undefined {
  const inside = uses.filter(({ role, activation }) => role === 'hidden' && activation !== 'identity');
  return inside.every(({ activation }) => saturating.has(activation)) ? inside[0]?.activation : undefined;
}

interface Initialization {
  readonly call: SyntaxNode;
  readonly target?: SyntaxNode;
  readonly deviation: number;
}

function* initializations(code: ModuleCode): Generator<Initialization> {
  for (const name of ['normal_', 'uniform_']) {
    for (const call of code.calls(name)) {
      const target = weightOf(call, code);
      const deviation = deviationOf(call, name === 'normal_' ? 'normal' : 'uniform', target?.settings ?? 0, code);
      if (target !== undefined && deviation !== undefined && isForLayer(call, target.node)) {
        yield { call, target: target.node, deviation };
      }
    }
  }
  for (const name of ['RandomNormal', 'RandomUniform']) {
    for (const call of code.calls(name)) {
      const isKernel = /^(?:kernel_|recurrent_)?initializer$/.test(keywordAround(call));
      const deviation = deviationOf(call, name === 'RandomNormal' ? 'normal' : 'uniform', 0, code);
      if (isKernel && deviation !== undefined && libraryCall(call, code)?.path === `keras.initializers.${name}`) {
        yield { call, deviation };
      }
    }
  }
}

/** What `init.normal_(w, …)` and `w.data.normal_(…)` fill, and where their numbers begin. */
function weightOf(
  call: SyntaxNode,
  code: ModuleCode,
): { readonly node: SyntaxNode; readonly settings: number } | undefined {
  const found = libraryCall(call, code);
  if (found !== undefined) {
    const [node] = found.written.positional;
    return node !== undefined && found.path.startsWith('torch.nn.init.') ? { node, settings: 1 } : undefined;
  }
  const callee = call.childForFieldName('function');
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  return object !== null && /\.weight(?:\.data)?$/.test(object.text) ? { node: object, settings: 0 } : undefined;
}

function deviationOf(
  call: SyntaxNode,
  kind: 'normal' | 'uniform',
  first: number,
  code: ModuleCode,
): number | undefined {
  const { positional, keywords, hasStar, hasDoubleStar } = readArguments(call);
  const number = (position: number, usual: number, ...names: readonly string[]): number => {
    const named = names.map((name) => keywords.get(name)).find((node) => node !== undefined);
    const node = named ?? positional[first + position];
    const value = node === undefined ? usual : code.evaluate(node);
    return typeof value === 'number' ? value : NaN;
  };
  const isKeras = /Random(?:Normal|Uniform)/.test(call.childForFieldName('function')?.text ?? '');
  const deviation =
    kind === 'normal'
      ? number(1, isKeras ? 0.05 : 1, 'std', 'stddev')
      : (number(1, isKeras ? 0.05 : 1, 'b', 'to', 'maxval') - number(0, isKeras ? -0.05 : 0, 'a', 'from', 'minval')) /
        Math.sqrt(12);
  return hasStar || hasDoubleStar || Number.isNaN(deviation) ? undefined : deviation;
}

function keywordAround(call: SyntaxNode): string {
  return call.parent?.type === 'keyword_argument' ? (call.parent.childForFieldName('name')?.text ?? '') : '';
}

/** Whether a weight is that of a linear layer, as far as names and the condition around it tell. */
function isForLayer(call: SyntaxNode, target: SyntaxNode): boolean {
  const condition = ancestor(call, 'if_statement', 'elif_clause')?.childForFieldName('condition')?.text ?? '';
  return (
    target.text.includes('weight') &&
    !otherTargets.test(target.text) &&
    (condition === '' || /Linear|Conv|weight/.test(condition)) &&
    !/Embedding|Norm/.test(condition)
  );
}

/** The number of inputs of `self.fc` in `self.fc.weight`, where it is a linear layer of literal width. */
function inputsOf(target: SyntaxNode, code: ModuleCode): number | undefined {
  let layer = target;
  while (layer.type === 'attribute' && /^(?:weight|data)$/.test(lastName(layer))) {
    layer = layer.childForFieldName('object') ?? layer;
  }
  const owner = ancestor(target, 'class_definition');
  const made =
    layer.type === 'identifier' ? code.boundValue(layer) : owner && attributeValue(owner, lastName(layer), code);
  const call = made && libraryCall(made, code);
  const [width] = call?.path === 'torch.nn.Linear' ? call.written.positional : [];
  const value = width && code.evaluate(width);
  return typeof value === 'number' ? value : undefined;
}

function findingFor(call: SyntaxNode, id: ActivationId, deviation: number, inputs: number | undefined): Finding {
  const width = inputs ?? usualWidth;
  const activation = getActivation(id);
  const share =
    activation.kind === 'elementwise'
      ? computeFacts(activation, resolveParameters(activation, {})).shareSaturated(deviation * Math.sqrt(width))
      : 0;
  const figures = [
    shortNumber(deviation),
    String(width),
    `${(100 * share).toFixed(0)} %`,
    activationName(id),
    shortNumber(1 / Math.sqrt(width)),
  ];
  return {
    node: call,
    message:
      inputs === undefined
        ? l10n.t(
            'With the standard deviation {0}, a layer with {1} inputs of variance 1 starts with {2} of its {3} units where the slope is below 0.01. Scale weights with the number of inputs: Xavier gives about {4} for {1}.',
            ...figures,
          )
        : l10n.t(
            'With the standard deviation {0} and {1} inputs of variance 1, {2} of the {3} units start where the slope is below 0.01. Scale weights with the number of inputs: Xavier gives about {4}.',
            ...figures,
          ),
  };
}
