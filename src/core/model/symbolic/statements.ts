import type { SyntaxNode } from '../../python/syntax';
import { definitionName } from '../classBody';
import { evaluateTarget } from './assignment';
import { iterationsOf } from './iteration';
import type { Scope } from './scope';
import type { SymbolicRun } from './symbolicRun';
import { truth, unknown, type ClassValue, type FunctionValue, type LibraryPath, type Value } from './value';
import { tensorFrom } from '../layers/layer';

/** One run of a function, or of the module. */
export interface Frame {
  readonly scope: Scope;
  /** What it may give back. */
  readonly returns: Value[];
  /** Nothing after this point runs. */
  isDone: boolean;
}

type Nodes = readonly (SyntaxNode | null)[];

export function runBlock(statements: Nodes, frame: Frame, run: SymbolicRun): void {
  for (const statement of statements) {
    if (frame.isDone) {
      return;
    }
    if (statement !== null) {
      runStatement(statement, frame, run);
    }
  }
}

function runStatement(node: SyntaxNode, frame: Frame, run: SymbolicRun): void {
  switch (node.type) {
    case 'expression_statement':
      for (const child of node.namedChildren) {
        runExpression(child, frame, run);
      }
      break;
    case 'return_statement': {
      const value = node.namedChildren.find((child) => child?.type !== 'comment');
      frame.returns.push(value ? run.evaluate(value, frame.scope) : unknown);
      frame.isDone = true;
      break;
    }
    case 'raise_statement':
      frame.isDone = true;
      break;
    case 'if_statement':
      runIf(node, frame, run);
      break;
    case 'for_statement':
      runFor(node, frame, run);
      break;
    case 'while_statement':
      runMaybe(node.childForFieldName('body'), frame, run);
      break;
    case 'with_statement':
      runWith(node, frame, run);
      break;
    case 'try_statement':
      runTry(node, frame, run);
      break;
    case 'decorated_definition': {
      const definition = node.childForFieldName('definition');
      if (definition !== null) {
        runStatement(definition, frame, run);
      }
      break;
    }
    case 'function_definition':
      define(node, { kind: 'function', node, scope: frame.scope }, frame, run);
      break;
    case 'class_definition':
      define(node, classValue(node, frame.scope, run), frame, run);
      break;
    default:
  }
}

function runExpression(node: SyntaxNode | null, { scope }: Frame, run: SymbolicRun): void {
  if (node?.type === 'assignment') {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (left !== null && right !== null) {
      // `a = b = value`: the inner assignment is the value.
      const value = right.type === 'assignment' ? chained(right, scope, run) : run.evaluate(right, scope);
      evaluateTarget(left, value, scope, run);
    }
  } else if (node?.type === 'augmented_assignment') {
    runAugmented(node, scope, run);
  } else if (node) {
    run.evaluate(node, scope);
  }
}

function chained(assignment: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const left = assignment.childForFieldName('left');
  const right = assignment.childForFieldName('right');
  if (left === null || right === null) {
    return unknown;
  }
  const value = right.type === 'assignment' ? chained(right, scope, run) : run.evaluate(right, scope);
  evaluateTarget(left, value, scope, run);
  return value;
}

/** `layers += [nn.ReLU()]`, `x += shortcut`. */
function runAugmented(node: SyntaxNode, scope: Scope, run: SymbolicRun): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) {
    return;
  }
  const target = run.evaluate(left, scope);
  const value = run.evaluate(right, scope);
  if (target.kind === 'sequence') {
    const items: readonly Value[] = value.kind === 'sequence' && !value.isOpen ? value.items : [unknown];
    target.items.push(...items.map((item) => run.certainIn(item, target)));
    return;
  }
  const tensors = [target, value].flatMap((one) => (one.kind === 'tensor' ? [one.tensor] : []));
  evaluateTarget(left, run.opaque(tensors, node), scope, run);
}

function define(node: SyntaxNode, value: FunctionValue | ClassValue, { scope }: Frame, run: SymbolicRun): void {
  const name = definitionName(node);
  if (name !== undefined) {
    scope.set(name, value);
    run.defined.push(value);
  }
}

function classValue(node: SyntaxNode, scope: Scope, run: SymbolicRun): ClassValue {
  let known: ClassValue['bases'] | undefined;
  return {
    kind: 'class',
    node,
    scope,
    // Most classes of a file are never made: their first lines need not be parsed.
    get bases() {
      known ??= basesOf(node, scope, run);
      return known;
    },
  };
}

function basesOf(node: SyntaxNode, scope: Scope, run: SymbolicRun): ClassValue['bases'] {
  return (node.childForFieldName('superclasses')?.namedChildren ?? []).flatMap((base): (ClassValue | LibraryPath)[] => {
    const value = base === null || base.type === 'keyword_argument' ? unknown : run.evaluate(base, scope);
    return (value.kind === 'class' && value.node !== node) || value.kind === 'path' ? [value] : [];
  });
}

/** Runs each way from where the code is now, then keeps what they agree on. A way may be to do nothing. */
function runWays(ways: readonly (() => void)[], node: SyntaxNode, frame: Frame, run: SymbolicRun): void {
  const before = frame.scope.snapshot();
  const after: ReadonlyMap<string, Value>[] = [];
  run.uncertainty += 1;
  try {
    for (const way of ways) {
      frame.scope.restore(before);
      way();
      if (!frame.isDone) {
        after.push(frame.scope.snapshot());
      }
      frame.isDone = false;
    }
  } finally {
    run.uncertainty -= 1;
  }
  frame.isDone = after.length === 0;
  frame.scope.merge(after.length === 0 ? [before] : after, node);
}

function runIf(node: SyntaxNode, frame: Frame, run: SymbolicRun): void {
  const ways: (() => void)[] = [];
  let isCovered = false;
  for (const branch of [node, ...node.namedChildren]) {
    const isElse = branch?.type === 'else_clause';
    if (isCovered || !branch || (branch !== node && branch.type !== 'elif_clause' && !isElse)) {
      continue;
    }
    const condition = isElse ? null : branch.childForFieldName('condition');
    const isTrue = isElse || (condition !== null && isConditionTrue(condition, frame.scope, run));
    const block = branch.childForFieldName(isElse ? 'body' : 'consequence');
    if (isTrue === false || block === null) {
      continue;
    }
    isCovered = isTrue === true;
    ways.push(() => {
      runBlock(block.namedChildren, frame, run);
    });
  }
  const [only] = ways;
  if (isCovered && ways.length === 1) {
    only?.();
  } else if (ways.length > 0) {
    runWays(isCovered ? ways : [...ways, doNothing], node, frame, run);
  }
}

function doNothing(): void {
  // The condition of every branch may be false.
}

/** Modules are looked at as they run when they are started. */
function isConditionTrue(condition: SyntaxNode, scope: Scope, run: SymbolicRun): boolean | undefined {
  return /^\(?__name__\s*==/.test(condition.text) ? scope.code === run.code : truth(run.evaluate(condition, scope));
}

function runFor(node: SyntaxNode, frame: Frame, run: SymbolicRun): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const body = node.childForFieldName('body');
  if (left === null || right === null || body === null) {
    return;
  }
  const source = run.evaluate(right, frame.scope);
  const items = changesWhatItRuns.test(body.text) ? iterationsOf(source) : undefined;
  if (items === undefined || /\b(?:break|continue|return)\b/.test(body.text)) {
    evaluateTarget(left, itemOf(source), frame.scope, run);
    runMaybe(body, frame, run);
    return;
  }
  for (const item of items) {
    evaluateTarget(left, item, frame.scope, run);
    runBlock(body.namedChildren, frame, run);
  }
}

/** Bodies that build something need every turn; what trains a model says the same in each. */
const changesWhatItRuns =
  /\.(?:append|add|extend|insert|add_module)\(|\+=\s*\[|(?<![\w.])([A-Za-z_]\w*)\s*=[^=\n]*\(.*\b\1\b/;

/** What a loop over something unknown gives at each turn. */
function itemOf(source: Value): Value {
  return source.kind === 'sequence' && !source.isOpen && source.items.length === 1
    ? (source.items[0] ?? unknown)
    : unknown;
}

/** Runs a body that may run any number of times, none included. */
function runMaybe(body: SyntaxNode | null, frame: Frame, run: SymbolicRun): void {
  if (body === null) {
    return;
  }
  const before = frame.scope.snapshot();
  const once = (): void => {
    runBlock(body.namedChildren, frame, run);
    for (const [name, value] of frame.scope.snapshot()) {
      const earlier = before.get(name);
      if (value.kind === 'tensor' && earlier?.kind === 'tensor' && value !== earlier) {
        // The next turn starts from this one's result.
        frame.scope.set(name, { kind: 'tensor', tensor: tensorFrom({ role: 'unknown', node: body }, [value.tensor]) });
      }
    }
  };
  runWays([once, doNothing], body, frame, run);
}

function runWith(node: SyntaxNode, frame: Frame, run: SymbolicRun): void {
  for (const clause of node.namedChildren) {
    for (const item of clause?.type === 'with_clause' ? clause.namedChildren : []) {
      const value = item?.childForFieldName('value');
      const alias = value?.type === 'as_pattern' ? value.childForFieldName('alias') : null;
      if (alias) {
        evaluateTarget(alias.namedChildren[0] ?? alias, unknown, frame.scope, run);
      }
    }
  }
  runBlock(node.childForFieldName('body')?.namedChildren ?? [], frame, run);
}

/** What is tried is taken to succeed. */
function runTry(node: SyntaxNode, frame: Frame, run: SymbolicRun): void {
  runBlock(node.childForFieldName('body')?.namedChildren ?? [], frame, run);
  for (const clause of node.namedChildren) {
    if (clause?.type === 'else_clause' || clause?.type === 'finally_clause') {
      const block = clause.childForFieldName('body') ?? clause.namedChildren.find((child) => child?.type === 'block');
      runBlock(block?.namedChildren ?? [], frame, run);
    }
  }
}
