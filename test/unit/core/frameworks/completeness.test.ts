import { describe, expect, it } from 'vitest';
import { callMeaning, type GivenValue } from '../../../../src/core/frameworks/callMeaning';
import type { ActivationParameter, CallForm, RegistryEntry } from '../../../../src/core/frameworks/framework';
import { parseSignature } from '../../../../src/core/frameworks/signature';
import {
  activationParametersOf,
  findSymbol,
  keyLookups,
  methodsNamed,
  registryEntry,
  subscriptLookups,
} from '../../../../src/core/frameworks/symbolIndex';
import { getFramework } from '../../../../src/core/frameworks';
import {
  importablePath,
  readCatalogueSpellings,
  type CatalogueActivationParameter,
  type CatalogueForm,
  type CatalogueParameter,
} from './catalogueSpellings';

const catalogue = readCatalogueSpellings();

/** Forms that the tables leave out, or read otherwise, on purpose. */
const exceptions: Readonly<Record<string, string>> = {
  'mx.maximum(x, 0)': 'an expression: the patterns of hand-written activations have it',
  'mx.logaddexp(x, 0)': 'an expression: the patterns of hand-written activations have it',
  'LlamaMLP: act_fn(gate_proj(x)) * up_proj(x) with hidden_act="silu"':
    'an expression; its string is the configuration key hidden_act',
  '(output layer, chosen automatically)': 'nothing in the source names it',
  'equinox.nn.Lambda(jax.nn.relu)': 'the argument is a reference of its own; Lambda is a parameter of the table',
  'fastai v1: relu(inplace=False, leaky=None), conv_layer(leaky=...)': 'tested by hand below: fastai.layers.relu',
  'FeedForward(glu=True): x * act(gate), gate = second half':
    'the catalogue names the family; with the default GELU the unit is a GEGLU, tested below',
};

const forms = catalogue.forms.filter(({ path }) => !(path in exceptions));

/** Spellings where the catalogue's id is the general case and the library's default a special one. */
const effectiveActivations: Readonly<Record<string, string>> = { 'mxnet.gluon.nn.Swish': 'silu' };

/** Callees that the catalogue abbreviates beyond recognition. */
const spelledOut: Readonly<Record<string, string>> = {
  'mlx.nn.TransformerEncoder/Decoder/Transformer(activation=)':
    'mlx.nn.TransformerEncoder/TransformerDecoder/Transformer(activation=)',
};

/** Parameters on which a newer version than the catalogue's decides. */
const newerPositions: Readonly<Record<string, number>> = {
  'torch.nn.RNN nonlinearity': 3,
  'sklearn.neural_network.MLPClassifier activation': 1,
  'sklearn.neural_network.MLPRegressor activation': 1,
};

describe('classes and functions of the catalogue', () => {
  const symbols = forms.filter(({ kind }) => kind === 'class' || kind === 'function' || kind === 'inplace');

  it.each(symbols.map((form) => [form.framework, form.path, form] as const))('%s: %s', (framework, path, form) => {
    const tensorMethod = /^torch\.Tensor\.(\w+)$/.exec(path)?.[1];
    const plainPath = path.replace(/ \(.*\)$/, '');
    const found =
      tensorMethod === undefined
        ? findIn(framework, importablePath(framework, plainPath))
        : methodsNamed(tensorMethod).find((candidate) => candidate.framework.id === framework)?.method;
    expect(found).toBeDefined();
    if (found === undefined) return;
    expect(callMeaning(found, new Map()).activation).toBe(
      effectiveActivations[path] ?? form.effectiveActivation ?? form.activation,
    );
    expectParameters(found, form.params);
    expectDefaults(found, form);
    expectVariants(found, form);
    for (const alias of form.aliases ?? []) {
      const twin = findIn(framework, importablePath(framework, alias));
      expect(twin?.signature, alias).toBe(found.signature);
      expect(twin && callMeaning(twin, new Map()), alias).toEqual(callMeaning(found, new Map()));
    }
  });

  it('finds in-place functions as such', () => {
    for (const { kind, path, framework } of symbols) {
      if (kind !== 'inplace') continue;
      const name = path.slice(path.lastIndexOf('.') + 1);
      const found = path.includes('.Tensor.') ? methodsNamed(name)[0]?.method : findIn(framework, path);
      expect(found?.inPlace, path).toBe(true);
    }
  });
});

describe('methods of the catalogue', () => {
  it.each(forms.filter(({ kind }) => kind === 'method').map((form) => [form.path, form] as const))(
    '%s',
    (path, form) => {
      const name = path.slice(path.lastIndexOf('.') + 1);
      const found = path.includes('.Tensor.')
        ? methodsNamed(name).find(({ framework }) => framework.id === form.framework)?.method
        : findIn(form.framework, path);
      expect(found?.activation).toBe(form.activation);
      if (found !== undefined && form.params !== undefined) expectParameters(found, form.params);
    },
  );
});

describe('strings of the catalogue', () => {
  it.each(forms.filter(({ kind }) => kind === 'string').map((form) => [form.framework, form.path, form] as const))(
    '%s: %s',
    (framework, path, form) => {
      const occurrences = [...stringsIn(path), ...stringsIn(form.fn ?? '')];
      for (const alias of form.stringAliases ?? []) {
        occurrences.push(...occurrences.slice(0, 1).map((occurrence) => ({ ...occurrence, text: alias })));
      }
      expect(occurrences.length).toBeGreaterThan(0);
      for (const occurrence of occurrences) {
        const entry = entryOf(framework, occurrence);
        expect(entry?.activation, JSON.stringify(occurrence)).toBe(form.activation);
        for (const value of Object.values(form.effectiveDefaults ?? {})) {
          expect(Object.values(entry?.fixed ?? {})).toContain(value);
        }
      }
    },
  );
});

describe('parameters of the catalogue that take an activation', () => {
  const keywordForms = forms.filter(({ kind, framework }) => kind === 'kwarg' && framework !== 'x_transformers');

  it.each(keywordForms.map((form) => [form.framework, form.path, form] as const))('%s: %s', (framework, path, form) => {
    const match = /^([\w.]+(?:\/[\w.]+)*)\((\w+)=/.exec(spelledOut[path] ?? path);
    expect(match).not.toBeNull();
    const [first = '', ...others] = (match?.[1] ?? '').split('/');
    const module = first.slice(0, first.lastIndexOf('.') + 1);
    for (const callee of [first, ...others.map((name) => module + name)]) {
      const parameter = parameterOf(framework, importablePath(framework, callee), match?.[2] ?? '');
      expect(parameter, callee).toBeDefined();
      if (form.activation !== 'identity') expect(parameter?.default, callee).toBe(form.activation);
    }
  });

  it.each(catalogue.activationParameters.map((entry) => [entry.callee, entry.parameter, entry] as const))(
    '%s(%s=)',
    (_callee, name, entry) => {
      const callees = calleesOf(entry);
      expect(callees.length).toBeGreaterThan(0);
      for (const callee of callees) {
        const parameter = parameterOf(undefined, callee, name);
        expect(parameter, callee).toBeDefined();
        expect(parameter?.position, callee).toBe(newerPositions[`${callee} ${name}`] ?? positionOf(entry, callee));
        expect(parameter?.default, callee).toBe(defaultOf(entry, callee));
      }
    },
  );
});

describe('configuration keys of the catalogue', () => {
  const booleans = new Set(['is_gated_act', 'gelu_activation']);
  const ofTransformers = catalogue.configurationKeys.filter(
    ({ framework, key }) => framework === 'transformers' && !booleans.has(key),
  );

  it.each(ofTransformers.map((entry) => [entry.key, entry] as const))('%s', (key, { strings }) => {
    const lookup = keyLookups(key).find(({ framework }) => framework.id === 'transformers')?.lookup;
    expect(lookup).toBeDefined();
    for (const text of strings) expect(lookup && registryEntry(lookup, text), text).toBeDefined();
  });

  it.each([
    ['timm', 'act_layer', 'gelu_tanh', 'gelu_tanh'],
    ['timm', 'gate_layer', 'hard_sigmoid', 'hard_sigmoid'],
    ['mmcv', 'act_cfg', 'HSwish', 'hard_swish'],
    ['fairseq', 'activation_fn', 'gelu_fast', 'gelu_tanh'],
    ['transformer_engine', 'activation', 'srelu', 'relu_squared'],
    ['transformer_engine', 'mlp_activations', 'squared_relu', 'relu_squared'],
    ['gpt_neox', 'activation', 'bilinear', 'bilinear_glu'],
    ['diffusers', 'act_fn', 'SiLU', 'silu'],
    ['keras3', 'activation', 'hard_silu', 'hard_swish'],
    ['keras2', 'recurrent_activation', 'hard_sigmoid', 'hard_sigmoid_02'],
  ])('%s: %s = %s', (framework, key, text, activation) => {
    const lookup = keyLookups(key).find((found) => found.framework.id === framework)?.lookup;
    expect(lookup && registryEntry(lookup, text)?.activation).toBe(activation);
  });
});

describe('string registries of the catalogue', () => {
  const holders: Readonly<Record<string, ActivationParameter | undefined>> = {
    torch_calculate_gain: parameterOf('torch', 'torch.nn.init.calculate_gain', 'nonlinearity'),
    timm: parameterOf('timm', 'timm.layers.create_act_layer', 'name'),
    transformers: parameterOf('transformers', 'transformers.activations.get_activation', 'activation_string'),
    diffusers: parameterOf('diffusers', 'diffusers.models.activations.get_activation', 'act_fn'),
    keras3: parameterOf('keras3', 'keras.layers.Activation', 'activation'),
    keras2: parameterOf('keras2', 'tf.keras.layers.Activation', 'activation'),
    sklearn: parameterOf('sklearn', 'sklearn.neural_network.MLPClassifier', 'activation'),
    mmcv: parameterOf('mmcv', 'mmcv.cnn.build_activation_layer', 'cfg'),
    fairseq: parameterOf('fairseq', 'fairseq.utils.get_activation_fn', 'activation'),
  };

  it.each(Object.entries(holders))('%s: the same strings, no more and no fewer', (name, parameter) => {
    const registry = parameter?.registry ?? {};
    const ours = Object.fromEntries(Object.entries(registry).map(([text, entry]) => [text, entry.activation]));
    expect(ours).toEqual(catalogue.registries[name]);
  });

  it.each(['torch', 'mxnet', 'transformer_engine', 'gpt_neox'] as const)('%s: every string somewhere', (name) => {
    const { activationParameters = [], lookups = [] } = getFramework(name);
    const sources = [...activationParameters, ...lookups];
    for (const [text, activation] of Object.entries(catalogue.registries[name] ?? {})) {
      expect(sources.map((source) => registryEntry(source, text)?.activation)).toContain(activation);
    }
  });
});

describe('what the catalogue writes as prose', () => {
  const meaningOf = (path: string, given: Readonly<Record<string, GivenValue>> = {}): string | undefined => {
    const symbol = findSymbol(path)?.symbol;
    return symbol && callMeaning(symbol, new Map(Object.entries(given))).activation;
  };

  it('reads the flags of x-transformers', () => {
    const block = 'x_transformers.x_transformers.FeedForward';
    expect(meaningOf(block)).toBe('gelu');
    expect(meaningOf(block, { glu: true })).toBe('geglu');
    expect(meaningOf(block, { glu: true, swish: true })).toBe('swiglu');
    expect(meaningOf(block, { relu_squared: true })).toBe('relu_squared');
    expect(meaningOf(block, { swish: true })).toBe('silu');
    expect(meaningOf(block, { solu: true })).toBe('solu');
    expect(parameterOf('x_transformers', 'x_transformers.Decoder', 'ff_relu_squared')?.flag?.activation).toBe(
      'relu_squared',
    );
  });

  it('reads the leaky ReLU of fastai 1', () => {
    expect(meaningOf('fastai.layers.relu')).toBe('relu');
    expect(meaningOf('fastai.layers.relu', { leaky: 0.1 })).toBe('leaky_relu');
  });

  it('knows a gated T5 by its string', () => {
    const lookup = keyLookups('feed_forward_proj')[0]?.lookup;
    expect(lookup && registryEntry(lookup, 'gated-gelu')?.activation).toBe('geglu');
    expect(lookup && registryEntry(lookup, 'gated-silu')?.activation).toBe('swiglu');
  });
});

function findIn(framework: string, path: string): CallForm | undefined {
  const found = findSymbol(path);
  return found?.framework.id === framework ? found.symbol : undefined;
}

function parameterOf(framework: string | undefined, callee: string, name: string): ActivationParameter | undefined {
  return activationParametersOf(callee).find(
    (found) => found.parameter.parameter === name && (framework === undefined || found.framework.id === framework),
  )?.parameter;
}

function expectParameters(form: CallForm, expected: readonly CatalogueParameter[] | undefined): void {
  if (expected === undefined) return;
  const signature = parseSignature(form.signature);
  for (const parameter of expected) {
    if (parameter.name.startsWith('**')) {
      expect(signature.takesMoreKeywords).toBe(true);
    } else if (parameter.name.startsWith('*')) {
      expect(signature.takesMorePositional).toBe(true);
    } else {
      const ours = signature.parameters.find(({ name }) => name === parameter.name);
      expect(ours, parameter.name).toBeDefined();
      expect(ours?.position, parameter.name).toBe(parameter.position);
      expect('default' in (ours ?? {}), parameter.name).toBe('default' in parameter);
      expectDefault(ours?.default, parameter);
    }
  }
}

/** The catalogue has expressions as text (`nn.Sigmoid`); a table has no value for them. */
function expectDefault(ours: unknown, { name, default: expected }: CatalogueParameter): void {
  const isExpression = typeof expected === 'string' && /[.(]|^[{[]/.test(expected);
  if (typeof expected === 'number') expect(ours, name).toBeCloseTo(expected, 15);
  else expect(ours, name).toBe(isExpression ? null : expected);
}

function expectDefaults(found: CallForm, form: CatalogueForm): void {
  const { arguments: values } = callMeaning(found, new Map());
  for (const [name, value] of Object.entries(form.effectiveDefaults ?? {})) expect(values[name]).toBe(value);
}

function expectVariants(found: CallForm, { variants = [] }: CatalogueForm): void {
  for (const { when, id } of variants) {
    const names = Object.keys(when);
    const samples = names.map((name) => samplesOf(when[name]));
    for (let index = 0; index < Math.max(...samples.map(({ length }) => length)); index += 1) {
      const given = new Map(names.map((name, place) => [name, samples[place]?.[index] ?? samples[place]?.[0]]));
      expect(callMeaning(found, given).activation, JSON.stringify(when)).toBe(id);
    }
  }
}

/** Values that meet a condition of the catalogue, which it writes as people do. */
function samplesOf(condition: unknown): readonly GivenValue[] {
  if (Array.isArray(condition)) return condition as readonly string[];
  switch (condition) {
    case '!=0':
      return [0.1, -0.5];
    case '!=1':
      return [1.5, 0];
    case 'other':
      return [7, 0.5];
    case '~0.16667':
      return [0.16667, 1 / 6];
    default:
      return [condition as GivenValue];
  }
}

/** A string of the catalogue with what receives it. */
interface StringOccurrence {
  readonly callee?: string;
  readonly dictionary?: string;
  readonly keyword?: string;
  readonly text: string;
}

/** Finds `f('x')`, `f(a, key='x')`, `D['x']`, `key='x'`, `key=dict(type='x')` and `key=('x',)` in a catalogue path. */
function stringsIn(path: string): StringOccurrence[] {
  const withCallee = /([\w.]+)\((?:x, )?(?:(\w+)=)?\(?(?:dict\(type=)?['"]([^'"]+)['"]/g;
  const withoutCallee = /(?:^|\/ |config\.)(\w+)=(?:dict\(type=)?['"]([^'"]+)['"]/g;
  const inDictionary = /(\w+)\[['"]([^'"]+)['"]\]/g;
  const onCommandLine = /^--([\w-]+) (\S+)/g;
  return [
    ...[...path.matchAll(withCallee)]
      .filter(([, callee]) => callee !== 'dict')
      .map(([, callee = '', keyword, text = '']) => ({ callee, ...(keyword === undefined ? {} : { keyword }), text })),
    ...[...path.matchAll(withoutCallee)].map(([, keyword = '', text = '']) => ({ keyword, text })),
    ...[...path.matchAll(inDictionary)].map(([, dictionary = '', text = '']) => ({ dictionary, text })),
    ...[...path.matchAll(onCommandLine)].map(([, flag = '', text = '']) => ({
      keyword: flag.replaceAll('-', '_'),
      text,
    })),
  ];
}

function entryOf(framework: CatalogueForm['framework'], occurrence: StringOccurrence): RegistryEntry | undefined {
  const { callee, dictionary, keyword, text } = occurrence;
  if (dictionary !== undefined) {
    const found = subscriptLookups(importablePath(framework, dictionary));
    return found[0] && registryEntry(found[0].lookup, text);
  }
  const lookups = keyword === undefined ? [] : keyLookups(keyword).filter((found) => found.framework.id === framework);
  if (callee === undefined) return lookups[0] && registryEntry(lookups[0].lookup, text);
  const parameter = activationParametersOf(importablePath(framework, callee)).find(
    (found) => found.framework.id === framework && (keyword === undefined || found.parameter.parameter === keyword),
  )?.parameter;
  if (parameter !== undefined) return registryEntry(parameter, text);
  return lookups[0] && registryEntry(lookups[0].lookup, text);
}

/** The importable callees behind an entry: several in one, or the old class of the same name. */
function calleesOf({ framework, callee, file }: CatalogueActivationParameter): readonly string[] {
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  if (file.endsWith('_v1.py')) return [`tf.compat.v1.keras.layers.${name}`];
  if (file === 'legacy_cells.py') return [`tf.compat.v1.nn.rnn_cell.${name}`];
  if (file.includes('rnn') && framework === 'mxnet') return [`mxnet.gluon.rnn.${name}`];
  const [first = '', ...others] = callee.split(/ ?\/ ?/).filter((part) => part !== '...' && !part.includes(' '));
  const module = first.slice(0, first.lastIndexOf('.') + 1);
  return [first, ...others.map((other) => (other.includes('.') ? other : module + other))].map((path) =>
    importablePath(framework, path),
  );
}

/** The tables know what `None` comes to in old cells, and that keyword-only callees have no position. */
function positionOf({ position }: CatalogueActivationParameter, callee: string): number | null {
  return callee.startsWith('fastai') && !callee.endsWith('LinBnDrop') ? null : position;
}

function defaultOf({ default: written, file }: CatalogueActivationParameter, callee: string): string | undefined {
  const library =
    /^(tf|keras)/.test(callee) && written?.includes('hard_sigmoid') === true ? 'hard_sigmoid_02' : undefined;
  if (library !== undefined) return library;
  // Old cells and MLX' RNN write None and mean tanh.
  if (written === null) return file === 'legacy_cells.py' || callee === 'mlx.nn.RNN' ? 'tanh' : undefined;
  if (callee.startsWith('transformer_engine')) return 'gelu_tanh';
  const names: Readonly<Record<string, string>> = {
    ReLU: 'relu',
    GELU: 'gelu',
    SiLU: 'silu',
    Sigmoid: 'sigmoid',
    Hardswish: 'hard_swish',
  };
  const name = written.slice(written.lastIndexOf('.') + 1).replace(/^_/, '');
  return names[name] ?? name;
}
