import type { ModuleCode } from '../../uses/moduleCode';
import type { SyntaxNode } from '../../python/syntax';
import { wordsIn } from '../../python/words';
import { definitionName, methodsByName } from '../classBody';
import { inputTensor, tensorFrom, type Tensor } from '../layers/layer';
import { applyTo, callValue } from './calls';
import { evaluateNode } from './expressions';
import { nothingGiven, type GivenValues } from './givenValues';
import type { Recorded } from './recorded';
import { joinAll, Scope } from './scope';
import { runBlock, type Frame } from './statements';
import { unknown, type ClassValue, type FunctionValue, type Instance, type Value } from './value';
import type { WorthRunning } from './worthReading';

/** Expressions that are evaluated before the rest of a module is given up. Models of real files need some thousands. */
const maximumEvaluations = 20_000;
/** Functions that call functions: models nest blocks in stages in networks. */
const maximumCallDepth = 16;

class OutOfBudget extends Error {}

/**
 * Follows the code of a module as it would run, with what it says about layers and tensors in place of numbers: calls
 * of its functions and classes are followed, branches that may or may not be taken leave only what all ways agree on.
 * What it cannot tell is `unknown`; nothing is guessed.
 */
export class SymbolicRun {
  /** Branches and loops that may not be taken, or not once, around what runs now. */
  uncertainty = 0;
  /** The functions and classes whose definitions have run, in their order. */
  readonly defined: (FunctionValue | ClassValue)[] = [];
  private evaluations = 0;
  private depth = 0;
  /** The names of each module, once it has run. */
  private readonly modules = new Map<ModuleCode, Scope>();
  /** What nodes give whenever they are evaluated. */
  private readonly remembered = new Map<SyntaxNode, Value>();
  /** The calls that are running, the innermost last. */
  private readonly calls: (readonly [node: SyntaxNode, given: GivenValues])[] = [];
  private readonly called = new Set<SyntaxNode>();
  private readonly running = new Set<SyntaxNode>();

  constructor(
    readonly code: ModuleCode,
    readonly recorded: Recorded,
  ) {}

  /** Runs the module, if it has not run yet, then what nothing in it calls but is worth running. */
  run(worth: WorthRunning): void {
    try {
      this.namesOf(this.code);
      // What runs defines more: the functions in functions that are handed to others.
      const names = new Set<string>();
      for (const definition of this.defined) {
        this.runUncalled(definition, worth, names);
      }
    } catch (error) {
      if (!(error instanceof OutOfBudget)) {
        throw error;
      }
    }
  }

  /** @param names of the functions that were worth running; callers mostly stand below what they call. */
  private runUncalled(value: FunctionValue | ClassValue, worth: WorthRunning, names: Set<string>): void {
    if (value.scope.code !== this.code) {
      return;
    }
    const { text } = value.node;
    if (value.kind === 'class') {
      if (worth.class(text)) {
        this.runClass(value, worth);
      }
    } else if (worth.function(text) || (worth.withCallers && callsOneOf(names, text))) {
      names.add(definitionName(value.node) ?? '');
      if (!this.called.has(value.node)) {
        this.callFunction(value, nothingGiven, value.node);
      }
    }
  }

  private runClass(value: ClassValue, worth: WorthRunning): void {
    const instance =
      this.recorded.instances.find(({ definition }) => definition.node === value.node) ??
      this.call(value, nothingGiven, value.node);
    for (const [name, method] of methodsByName(value.node)) {
      if (!this.called.has(method) && worth.method(name, method.text)) {
        this.call({ kind: 'method', receiver: instance, name }, nothingGiven, method);
      }
    }
  }

  /** The names that a module binds. It runs when it is asked for the first time, as at its first import. */
  namesOf(code: ModuleCode): Scope {
    let scope = this.modules.get(code);
    if (scope === undefined) {
      scope = new Scope(code);
      this.modules.set(code, scope);
      const { uncertainty } = this;
      this.uncertainty = 0;
      runBlock([...code.statements()], this.frame(scope), this);
      this.uncertainty = uncertainty;
    }
    return scope;
  }

  /** Evaluates what does not depend on what has run before once. */
  remember(node: SyntaxNode, evaluate: () => Value): Value {
    let value = this.remembered.get(node);
    if (value === undefined) {
      value = evaluate();
      this.remembered.set(node, value);
    }
    return value;
  }

  /** The innermost call in the module itself that leads to what runs now. */
  ownCall(): readonly [node: SyntaxNode, given: GivenValues] | undefined {
    return [...this.calls].reverse().find(([node]) => this.isOwn(node));
  }

  /** Whether a node stands in the module itself rather than in one that it imports. */
  isOwn(node: SyntaxNode): boolean {
    return this.code.sourceOf(node) !== undefined;
  }

  /** What a model gives for one input; nothing is known of it where the run is out of budget. */
  applied(value: Value, node: SyntaxNode): Value {
    try {
      return applyTo(value, [inputTensor()], node, this);
    } catch (error) {
      if (error instanceof OutOfBudget) {
        return unknown;
      }
      throw error;
    }
  }

  private frame(scope: Scope): Frame {
    return { scope, returns: [], isDone: false };
  }

  evaluate(node: SyntaxNode, scope: Scope): Value {
    this.evaluations += 1;
    if (this.evaluations > maximumEvaluations) {
      throw new OutOfBudget();
    }
    return evaluateNode(node, scope, this);
  }

  call(callee: Value, given: GivenValues, node: SyntaxNode): Value {
    this.calls.push([node, given]);
    try {
      return callValue(callee, given, node, this);
    } finally {
      this.calls.pop();
    }
  }

  /** Runs a function of the file; `self` is bound to its first parameter. */
  callFunction(callee: FunctionValue, given: GivenValues, node: SyntaxNode, self?: Value, owner?: ClassValue): Value {
    this.called.add(callee.node);
    if (this.depth >= maximumCallDepth || this.running.has(callee.node)) {
      return unknown;
    }
    const scope = callee.scope.inner();
    bindParameters(callee, given, self, scope, this);
    if (owner !== undefined) {
      scope.set('__class__', owner);
    }
    this.depth += 1;
    this.running.add(callee.node);
    try {
      return this.runBody(callee.node, scope, node);
    } finally {
      this.depth -= 1;
      this.running.delete(callee.node);
    }
  }

  private runBody(definition: SyntaxNode, scope: Scope, node: SyntaxNode): Value {
    const body = definition.childForFieldName('body');
    if (body === null) {
      return unknown;
    }
    if (definition.type === 'lambda') {
      return this.evaluate(body, scope);
    }
    const frame = this.frame(scope);
    runBlock(body.namedChildren, frame, this);
    return joinAll(frame.returns, node);
  }

  /** The tensors that a value stands for where one is taken: a value that nothing is known of is an input. */
  tensorOf(value: Value | undefined): readonly Tensor[] {
    switch (value?.kind) {
      case 'tensor':
        return [value.tensor];
      case 'sequence':
        return value.items.flatMap((item) => this.tensorOf(item));
      case 'mapping':
        return [...value.entries.values()].flatMap((item) => this.tensorOf(item));
      default:
        return [inputTensor()];
    }
  }

  /** The result of a step that is not understood, as far as it is computed from tensors. */
  opaque(inputs: readonly Tensor[], node: SyntaxNode): Value {
    return inputs.length === 0 ? unknown : { kind: 'tensor', tensor: tensorFrom({ role: 'unknown', node }, inputs) };
  }

  newInstance(definition: ClassValue): Instance {
    const instance: Instance = { kind: 'instance', definition, attributes: new Map(), madeIn: this.uncertainty };
    this.recorded.instances.push(instance);
    this.called.add(definition.node);
    return instance;
  }

  /** What is added to something that was made before a branch was entered may not be added at all. */
  certainIn(value: Value, holder: { readonly madeIn: number }): Value {
    return this.uncertainty > holder.madeIn ? unknown : value;
  }
}

function callsOneOf(names: ReadonlySet<string>, text: string): boolean {
  return [...names].some((name) => text.includes(`${name}(`) && wordsIn(text, name).length > 0);
}

/** Binds the arguments to the parameters as Python does; what is not given has its default. */
function bindParameters(
  { node, scope: around }: FunctionValue,
  given: GivenValues,
  self: Value | undefined,
  scope: Scope,
  run: SymbolicRun,
): void {
  const positional = [...(self === undefined ? [] : [self]), ...given.positional.map(({ value }) => value)];
  const keywords = new Map([...given.keywords].map(([name, { value }]) => [name, value] as const));
  let position = 0;
  for (const parameter of node.childForFieldName('parameters')?.namedChildren ?? []) {
    const name = parameter === null ? undefined : parameterName(parameter);
    if (parameter === null || name === undefined) {
      continue;
    }
    if (parameter.text.startsWith('**')) {
      scope.set(name, unknown);
    } else if (parameter.text.startsWith('*')) {
      const items = positional.slice(position);
      scope.set(name, { kind: 'sequence', items, isOpen: given.isOpen, madeIn: run.uncertainty });
      position = positional.length;
    } else {
      const byPosition = positional[position];
      position += 1;
      scope.set(name, byPosition ?? keywords.get(name) ?? defaultOf(parameter, given, around, run));
    }
  }
}

function defaultOf(parameter: SyntaxNode, given: GivenValues, around: Scope, run: SymbolicRun): Value {
  const value = parameter.childForFieldName('value');
  return value === null || given.isOpen || (given === nothingGiven && isTarget(parameter))
    ? unknown
    : run.evaluate(value, around);
}

/** `labels=None`: models that compute their loss themselves do so where they are given labels. */
function isTarget(parameter: SyntaxNode): boolean {
  return (
    parameter.childForFieldName('value')?.type === 'none' &&
    /^(?:labels?|targets?|y)$/.test(parameterName(parameter) ?? '')
  );
}

/** Nothing for the separators `*` and `/`. */
function parameterName(parameter: SyntaxNode): string | undefined {
  switch (parameter.type) {
    case 'identifier':
      return parameter.text;
    case 'default_parameter':
    case 'typed_default_parameter':
      return parameter.childForFieldName('name')?.text;
    case 'typed_parameter':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return /\w+/.exec(parameter.text)?.[0];
    default:
      return undefined;
  }
}
