import * as l10n from '@vscode/l10n';
import { methodsByName } from '../model/classBody';
import { isTorchModule, methodAround, selfName } from '../model/forward/moduleClass';
import { lastWord } from '../model/forward/operations';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { boundTo, calleeName, isIn } from '../uses/place';
import { isUnderTraining } from './forward/training';
import type { FindingFix, Rule } from './rule';
import { replaceByPath } from './support/edits';

/** Random layers, and the functions that do the same and are told whether they train. */
const randomLayers: ReadonlyMap<string, string> = new Map([
  ['RReLU', 'rrelu'],
  ['Dropout', 'dropout'],
  ['Dropout1d', 'dropout1d'],
  ['Dropout2d', 'dropout2d'],
  ['Dropout3d', 'dropout3d'],
  ['AlphaDropout', 'alpha_dropout'],
  ['FeatureAlphaDropout', 'feature_alpha_dropout'],
]);

/** Harmless to make anew; but tools that look for modules, such as those that attribute, do not see them. */
const statelessLayers = [
  'ReLU',
  'ReLU6',
  'LeakyReLU',
  'ELU',
  'SELU',
  'CELU',
  'GELU',
  'SiLU',
  'Mish',
  'Sigmoid',
  'Tanh',
];

/** A layer with parameters or randomness that is made where it is called. */
export const statefulActivationInForward: Rule = {
  id: 'stateful-activation-in-forward',
  severity: 'error',
  title: () => l10n.t('A layer is made anew in every call of forward'),
  words: new RegExp(String.raw`\b(?:PReLU|${[...randomLayers.keys(), ...statelessLayers].join('|')})\(`),
  *check({ code }) {
    for (const call of madeInForward(['PReLU'], code)) {
      yield {
        node: call,
        message: l10n.t(
          'PReLU is made anew in every call, so its slope is no parameter of the model and stays at {0} for good. Make it once, in __init__.',
          startOf(call, code),
        ),
        fixes: moveFix(call, code),
      };
    }
    for (const call of madeInForward([...randomLayers.keys()], code)) {
      if (!isUnderTraining(call) && !dropsNothing(call, code)) {
        yield {
          node: call,
          message: l10n.t(
            '{0} is made anew in every call and a new layer trains, so it stays random after eval(). Make it once, in __init__, or use the function with training=self.training.',
            calleeName(call),
          ),
          fixes: functionFix(call, code),
        };
      }
    }
    for (const call of madeInForward(statelessLayers, code)) {
      yield {
        node: call,
        severity: 'hint',
        message: l10n.t(
          '{0} is made anew in every call: it computes the same, but hooks and attribution methods do not find it among the modules. Make it once, in __init__, or use the function.',
          calleeName(call),
        ),
      };
    }
  },
};

/** Calls of the classes that stand in a method of a module and whose result is called in the same method. */
function* madeInForward(names: readonly string[], code: ModuleCode): Generator<SyntaxNode> {
  for (const name of names) {
    for (const call of code.mentions(new RegExp(String.raw`\b${name}\(`)) ? code.calls(name) : []) {
      const callee = call.childForFieldName('function');
      const around = methodAround(call);
      if (
        callee !== null &&
        around !== undefined &&
        !/^_*(?:init|make|build|create|setup|configure|reset|get)/.test(nameOf(around.method)) &&
        code.resolve(callee)?.path === `torch.nn.${name}` &&
        isCalled(call, around.method, code) &&
        isTorchModule(around.owner, code)
      ) {
        yield call;
      }
    }
  }
}

function nameOf(method: SyntaxNode): string {
  return method.childForFieldName('name')?.text ?? '';
}

/** `nn.PReLU()(x)`, or `act = nn.PReLU()` and `act(x)` in the same method. */
function isCalled(call: SyntaxNode, method: SyntaxNode, code: ModuleCode): boolean {
  if (call.parent?.type === 'call' && isIn(call.parent, 'function', call)) {
    return true;
  }
  const name = boundTo(call);
  return (
    name?.type === 'identifier' &&
    [...code.calls(name.text)].some(
      (one) =>
        one.childForFieldName('function')?.type === 'identifier' &&
        method.startIndex <= one.startIndex &&
        one.endIndex <= method.endIndex,
    )
  );
}

function startOf(call: SyntaxNode, code: ModuleCode): string {
  const { positional, keywords } = readArguments(call);
  const start = keywords.get('init') ?? positional[1];
  const value = start === undefined ? 0.25 : code.evaluate(start);
  return typeof value === 'number' ? String(value) : (start?.text ?? '');
}

function dropsNothing(call: SyntaxNode, code: ModuleCode): boolean {
  const { positional, keywords } = readArguments(call);
  const probability = keywords.get('p') ?? positional[0];
  return calleeName(call) !== 'RReLU' && probability !== undefined && code.evaluate(probability) === 0;
}

/** `nn.Dropout(0.5)(x)` → `F.dropout(x, 0.5, training=self.training)`. */
function functionFix(call: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const outer = call.parent?.type === 'call' && isIn(call.parent, 'function', call) ? call.parent : undefined;
  const method = methodAround(call)?.method;
  const self = method && selfName(method);
  const name = randomLayers.get(calleeName(call));
  const { positional, hasStar } = readArguments(call);
  const input = outer === undefined ? undefined : argumentsText(outer);
  // In third place the layer has `inplace` and the function `training`.
  const mayMove = !hasStar && positional.length <= (name === 'rrelu' ? 2 : 1);
  if (outer === undefined || self === undefined || name === undefined || !mayMove || !input) {
    return [];
  }
  const given = argumentsText(call);
  const rest = given === '' ? '' : `, ${given}`;
  return replaceByPath(code, outer, `torch.nn.functional.${name}`, {
    title: () => l10n.t('Use the function'),
    kind: 'safe',
    behind: `(${input}${rest}, training=${self}.training)`,
  });
}

function argumentsText(call: SyntaxNode): string {
  return (call.childForFieldName('arguments')?.text ?? '').slice(1, -1).trim().replace(/,$/, '');
}

/** Makes the layer in `__init__`. */
function moveFix(call: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const around = methodAround(call);
  const constructor = around && methodsByName(around.owner).get('__init__');
  const last = constructor?.childForFieldName('body')?.namedChildren.at(-1);
  const source = last ? code.sourceOf(last) : undefined;
  const isDirect = call.parent?.type === 'call';
  if (!around || !constructor || !last || !source || !isDirect || !/^[\w.]+\([\w.=, ]*\)$/.test(call.text)) {
    return [];
  }
  const self = selfName(constructor);
  const name = unusedName(lastWord(calleeName(call)).toLowerCase(), around.owner.text);
  if (self === undefined || self !== selfName(around.method) || !isLiteral(call, code)) {
    return [];
  }
  const lineStart = source.text.lastIndexOf('\n', last.startIndex - 1) + 1;
  const indent = /^[ \t]*/.exec(source.text.slice(lineStart))?.[0] ?? '';
  return [
    {
      title: l10n.t('Make it once, in __init__: checkpoints then hold its slope'),
      kind: 'choice',
      edits: [
        {
          ...code.placeIn(source, last.endIndex, last.endIndex),
          newText: `\n${indent}${self}.${name} = ${call.text}`,
        },
        { ...code.placeOf(call), newText: `${self}.${name}` },
      ],
    },
  ];
}

function isLiteral(call: SyntaxNode, code: ModuleCode): boolean {
  const { positional, keywords } = readArguments(call);
  return [...positional, ...keywords.values()].every((value) => typeof code.evaluate(value) === 'number');
}

function unusedName(wanted: string, text: string): string {
  let name = wanted;
  for (let number = 2; new RegExp(String.raw`\.${name}\b`).test(text); number += 1) {
    name = `${wanted}${String(number)}`;
  }
  return name;
}
