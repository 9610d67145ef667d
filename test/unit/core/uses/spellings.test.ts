import { beforeAll, describe, expect, it } from 'vitest';
import { frameworks, type Symbol } from '../../../../src/core/frameworks';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { loadAnalyzer, textOf, usesIn } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** Ways to import a symbol, and what it is called then. */
function importStyles(path: string): readonly (readonly [statement: string, name: string])[] {
  const parts = path.split('.');
  const name = parts.pop() ?? '';
  const module = parts.join('.');
  const parent = parts.slice(0, -1).join('.');
  const last = parts.at(-1) ?? '';
  return [
    [`import ${module}`, path],
    [`import ${module} as m`, `m.${name}`],
    [`from ${module} import ${name}`, name],
    [`from ${module} import ${name} as renamed`, 'renamed'],
    [`from ${module} import *`, name],
    ...(parent === '' ? [] : [[`from ${parent} import ${last}`, `${last}.${name}`] as const]),
  ];
}

/** General mathematics counts where it is handed on, everything else where it is called. */
function codeWith({ general, form }: Symbol, name: string): string {
  if (general === true) {
    return `layer = Dense(8, act=${name})`;
  }
  return form === 'class' ? `layer = ${name}()` : `y = ${name}(x)`;
}

function split(path: string): readonly [module: string, name: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

const symbols = frameworks.flatMap(({ id, symbols: own }) =>
  own.flatMap((symbol) => [symbol.path, ...(symbol.aliases ?? [])].map((path) => [path, id, symbol] as const)),
);

describe('symbols', () => {
  it.each(symbols)('finds %s however it is imported', (path, id, symbol) => {
    for (const [statement, name] of importStyles(path)) {
      const text = `${statement}\n${codeWith(symbol, name)}\n`;
      const found = usesIn(analyzer, text).filter((use) => use.form !== 'expression' && use.range.start.line === 1);
      expect(
        found.map((use) => [use.framework, use.form, use.certainty, textOf(text, use)]),
        text,
      ).toEqual([[id, symbol.form, 'resolved', name]]);
    }
  });
});

const parameters = frameworks.flatMap(({ id, activationParameters = [] }) =>
  activationParameters.map((parameter) => [parameter.callee, parameter.parameter, id, parameter] as const),
);

describe('parameters that take strings', () => {
  const withStrings = parameters.filter(
    ([, , , { registry, typeKey }]) => registry !== undefined && typeKey === undefined,
  );

  it.each(withStrings)('%s(%s=…)', (callee, name, id, { registry = {}, position, many }) => {
    const [module, last] = split(callee);
    for (const [string, { activation }] of Object.entries(registry)) {
      const value = many === true ? `('${string}',)` : `'${string}'`;
      const before = Array.from({ length: position ?? 0 }, () => 'None, ').join('');
      const calls = [`${last}(${name}=${value})`, ...(position === null ? [] : [`${last}(${before}${value})`])];
      for (const call of calls) {
        const text = `from ${module} import ${last}\nlayer = ${call}\n`;
        // Some callees are activations themselves, such as gated units.
        const found = usesIn(analyzer, text).filter((use) => textOf(text, use) !== last);
        expect(
          found.map((use) => [use.activation, use.framework, use.form, textOf(text, use)]),
          text,
        ).toEqual([[activation, id, 'string', `'${string}'`]]);
      }
    }
  });
});

describe('parameters that take dictionaries', () => {
  const withKeys = parameters.filter(([, , , { typeKey }]) => typeKey !== undefined);

  it.each(withKeys)('%s(%s=dict(type=…))', (callee, name, id, { registry = {}, typeKey = '' }) => {
    const [module, last] = split(callee);
    for (const [string, { activation }] of Object.entries(registry)) {
      for (const value of [`dict(${typeKey}='${string}')`, `{'${typeKey}': '${string}'}`]) {
        const text = `from ${module} import ${last}\nlayer = ${last}(${name}=${value})\n`;
        const found = usesIn(analyzer, text);
        expect(
          found.map((use) => [use.activation, use.framework, textOf(text, use)]),
          text,
        ).toEqual([[activation, id, `'${string}'`]]);
      }
    }
  });
});

describe('parameters that take callables', () => {
  it('finds references given to them', () => {
    for (const [callee, name] of parameters) {
      const [module, last] = split(callee);
      const text = `import torch\nfrom ${module} import ${last}\nlayer = ${last}(${name}=torch.nn.GELU)\n`;
      expect(
        usesIn(analyzer, text)
          .filter((use) => textOf(text, use) !== last)
          .map((use) => [use.activation, use.called, textOf(text, use)]),
        text,
      ).toEqual([['gelu', false, 'torch.nn.GELU']]);
    }
  });
});

describe('switches', () => {
  const flags = parameters.filter(([, , , { flag }]) => flag !== undefined);

  it.each(flags)('%s(%s=True)', (callee, name, id, { flag }) => {
    const [module, last] = split(callee);
    const text = `from ${module} import ${last}\nlayer = ${last}(8, ${name}=True)\nother = ${last}(8, ${name}=False)\n`;
    expect(
      usesIn(analyzer, text)
        .filter(({ form }) => form === 'string')
        .map((use) => [use.activation, use.framework, textOf(text, use)]),
    ).toEqual([[flag?.activation, id, `${name}=True`]]);
  });
});

const lookups = frameworks.flatMap(({ id, modules, lookups: own = [] }) =>
  own.map((lookup) => [lookup.name, id, modules[0] ?? '', lookup] as const),
);

describe('dictionaries of activations', () => {
  const subscripts = lookups.filter(([, , , { kind }]) => kind === 'subscript');

  it.each(subscripts)('%s[…]', (path, id, _module, { registry }) => {
    const [module, name] = split(path);
    for (const [string, { activation }] of Object.entries(registry)) {
      const text = `from ${module} import ${name}\nact = ${name}["${string}"]\n`;
      expect(
        usesIn(analyzer, text).map((use) => [use.activation, use.framework, textOf(text, use)]),
        text,
      ).toEqual([[activation, id, `"${string}"`]]);
    }
  });
});

describe('keys of configurations', () => {
  const keys = lookups.filter(([, , , { kind, typeKey }]) => kind === 'key' && typeKey === undefined);

  it.each(keys)('%s (%s)', (key, id, module, { registry }) => {
    for (const [string, { activation }] of Object.entries(registry)) {
      const places = [
        `class Config:\n    ${key}: str = '${string}'`,
        `def make(size, ${key}='${string}'):\n    pass`,
        `def make(size, ${key}: str = '${string}'):\n    pass`,
        `config = {'${key}': '${string}'}`,
        `config.${key} = '${string}'`,
        `make(${key}='${string}')`,
      ];
      for (const place of places) {
        const text = `import ${module}\n${place}\n`;
        expect(
          usesIn(analyzer, text).map((use) => [use.activation, use.framework, textOf(text, use)]),
          text,
        ).toEqual([[activation, id, `'${string}'`]]);
      }
    }
  });
});
