import type { ActivationId } from '../../../src/core/activations';
import type { FrameworkId } from '../../../src/core/frameworks/framework';
import type { SyntaxNode } from '../../../src/core/python/syntax';
import type { ExpressionContext, KnownUse } from '../../../src/core/uses/expressions';
import { descendants, parsePython } from './parsePython';

/** What the libraries name by themselves, as far as the tests need it. */
const named: Readonly<Record<string, readonly [ActivationId, FrameworkId]>> = {
  'torch.sigmoid': ['sigmoid', 'torch'],
  'torch.tanh': ['tanh', 'torch'],
  'torch.relu': ['relu', 'torch'],
  'torch.nn.functional.relu': ['relu', 'torch'],
  'torch.nn.functional.relu6': ['relu6', 'torch'],
  'torch.nn.functional.softplus': ['softplus', 'torch'],
  'torch.nn.functional.silu': ['silu', 'torch'],
  'torch.nn.functional.gelu': ['gelu', 'torch'],
  'torch.nn.Sigmoid': ['sigmoid', 'torch'],
  'tensorflow.sigmoid': ['sigmoid', 'tensorflow'],
  'tensorflow.math.tanh': ['tanh', 'tensorflow'],
  'tensorflow.math.softplus': ['softplus', 'tensorflow'],
  'jax.nn.sigmoid': ['sigmoid', 'jax'],
  'jax.nn.silu': ['silu', 'jax'],
  'jax.nn.relu': ['relu', 'jax'],
};

const conventional: Readonly<Record<string, string>> = {
  np: 'numpy',
  torch: 'torch',
  F: 'torch.nn.functional',
  nn: 'torch.nn',
  tf: 'tensorflow',
  jax: 'jax',
  jnp: 'jax.numpy',
};

/**
 * A small stand-in for the resolution of names: imports anywhere in the text, the usual aliases, names that are
 * assigned exactly once.
 */
export function expressionContext(text: string): ExpressionContext & { readonly root: SyntaxNode } {
  const root = parsePython(text);
  const nodes = [...descendants(root)];
  const imports = new Map<string, string>();
  const assigned = new Map<string, SyntaxNode[]>();
  for (const line of text.split('\n')) {
    const whole = /^\s*import ([\w.]+)(?: as (\w+))?/.exec(line);
    const parts = /^\s*from ([\w.]+) import (\w+)(?: as (\w+))?/.exec(line);
    if (whole) {
      imports.set(whole[2] ?? whole[1] ?? '', whole[1] ?? '');
    } else if (parts) {
      imports.set(parts[3] ?? parts[2] ?? '', `${parts[1] ?? ''}.${parts[2] ?? ''}`);
    }
  }
  const defined = new Set<string>();
  for (const node of nodes) {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (node.type === 'assignment' && left !== null && right !== null) {
      assigned.set(left.text, [...(assigned.get(left.text) ?? []), right]);
    }
    if (node.type === 'function_definition' || node.type === 'class_definition') {
      defined.add(node.childForFieldName('name')?.text ?? '');
    }
  }
  const resolve: ExpressionContext['resolve'] = (node) => {
    const [first = '', ...rest] = node.text.split('.');
    if (!/^[\w.]+$/.test(node.text) || defined.has(first) || assigned.has(first)) {
      return undefined;
    }
    const imported = imports.get(first);
    const path = imported ?? conventional[first];
    return path === undefined
      ? undefined
      : { path: [path, ...rest].join('.'), certainty: imported === undefined ? 'likely' : 'resolved' };
  };
  return {
    text,
    root,
    resolve,
    nodeAt: (start, end) => {
      const around = [root, ...nodes].filter((node) => node.startIndex <= start && node.endIndex >= end);
      return around.at(-1) ?? null;
    },
    lookUp: (name) => {
      const values = assigned.get(name.text) ?? [];
      return values.length === 1 ? values[0] : undefined;
    },
    useAt: (callee) => knownUse(callee, resolve, assigned),
  };
}

function knownUse(
  callee: SyntaxNode,
  resolve: ExpressionContext['resolve'],
  assigned: ReadonlyMap<string, readonly SyntaxNode[]>,
): KnownUse | undefined {
  const resolved = resolve(callee);
  const known = resolved === undefined ? undefined : named[resolved.path];
  if (resolved !== undefined && known !== undefined) {
    const form = /\.[A-Z]\w*$/.test(resolved.path) ? 'class' : 'function';
    return { activation: known[0], framework: known[1], certainty: resolved.certainty, form };
  }
  const made = assigned.get(callee.text)?.[0]?.childForFieldName('function');
  if (made) {
    return knownUse(made, resolve, assigned);
  }
  const method = callee.childForFieldName('attribute')?.text;
  const isModule = resolved !== undefined;
  return !isModule && callee.type === 'attribute' && (method === 'sigmoid' || method === 'tanh' || method === 'relu')
    ? { activation: method, framework: 'torch', certainty: 'likely', form: 'method' }
    : undefined;
}
