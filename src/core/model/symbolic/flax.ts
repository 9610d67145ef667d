import type { SyntaxNode } from '../../python/syntax';
import { bodyOf, findMethod, libraryBases } from './attributes';
import { argumentAt, type GivenValues } from './givenValues';
import type { SymbolicRun } from './symbolicRun';
import { textIn, unknown, type ClassValue, type Instance, type Value } from './value';

const statePath = 'flax.training.train_state.TrainState';

/** Whether an object is a module of Flax Linen: a data class whose parameters are handed to `apply`. */
export function isFlaxModule({ definition }: Instance): boolean {
  return libraryBases(definition).some((path) => /^flax\.linen\.(?:\w+\.)?Module$/.test(path));
}

/** Sets the fields that the constructor of a data class takes, then what `setup` makes. */
export function setUpModule(instance: Instance, given: GivenValues, node: SyntaxNode, run: SymbolicRun): void {
  fieldsOf(instance.definition).forEach((name, position) => {
    const value = argumentAt(given, { name, position })?.value;
    if (value !== undefined) {
      instance.attributes.set(name, value);
    }
  });
  const setup = findMethod(instance.definition, 'setup');
  if (setup !== undefined) {
    run.callFunction(setup.method, { positional: [], keywords: new Map(), isOpen: false }, node, instance, setup.owner);
  }
}

/** `features: int = 10` in the body of a class. */
function fieldsOf(definition: ClassValue): readonly string[] {
  return bodyOf(definition).flatMap((statement) => {
    const assignment = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
    const isField = assignment?.type === 'assignment' && assignment.childForFieldName('type') !== null;
    return isField ? (assignment.childForFieldName('left')?.text ?? []) : [];
  });
}

/** `model.apply(variables, x)`; with `mutable=`, the state that has changed comes with the output. */
export function applyModule(instance: Instance, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  const { positional, keywords, isOpen } = given;
  const mutable = keywords.get('mutable')?.value;
  const method = keywords.get('method')?.value;
  const own = new Map(
    [...keywords].filter(([name]) => !/^(?:variables|mutable|method|rngs|capture_intermediates)$/.test(name)),
  );
  const rest = { positional: positional.slice(keywords.has('variables') ? 0 : 1), keywords: own, isOpen };
  const name = textIn(method) ?? (method?.kind === 'method' ? method.name : undefined);
  const output =
    method !== undefined && name === undefined
      ? run.call(method.kind === 'function' ? { ...method } : unknown, rest, node)
      : run.call(name === undefined ? instance : { kind: 'method', receiver: instance, name }, rest, node);
  const isPlain = mutable === undefined || (mutable.kind === 'constant' && mutable.value === false);
  return isPlain ? output : { kind: 'sequence', items: [output, unknown], isOpen: false, madeIn: run.uncertainty };
}

/** `create` of a class that descends from the state of a training. */
export function inheritedState(definition: ClassValue, name: string): Value | undefined {
  return name === 'create' && libraryBases(definition).includes(statePath)
    ? { kind: 'path', path: `${statePath}.create` }
    : undefined;
}

/** Objects of Flax and Haiku that keep a model's function; nothing where the path makes none. */
export function callState(path: string, given: GivenValues): Value | undefined {
  const [first] = given.positional;
  switch (path) {
    case statePath:
    case `${statePath}.create`:
      return record([...given.keywords].map(([name, { value }]) => [name, value] as const));
    case 'haiku.transform':
    case 'haiku.transform_with_state':
      return (
        first &&
        record([['apply', { kind: 'shifted', callee: first.value, skipped: path === 'haiku.transform' ? 2 : 3 }]])
      );
    case 'haiku.without_apply_rng': {
      const apply = first?.value.kind === 'mapping' ? first.value.entries.get('apply') : undefined;
      return apply?.kind === 'shifted' ? record([['apply', { ...apply, skipped: apply.skipped - 1 }]]) : undefined;
    }
    default:
      return undefined;
  }
}

function record(entries: readonly (readonly [string, Value])[]): Value {
  return { kind: 'mapping', entries: new Map(entries), isRecord: true };
}
