import type { Segment } from '../../python/segment';
import type { SyntaxNode } from '../../python/syntax';
import { ForwardRun } from './forwardRun';
import { definitionIn, definitionName, methodsOf } from '../classBody';
import { isTorchModule, selfName } from './moduleClass';
import { alongEveryPath } from './paths';
import type { FlowContext, Followed } from './storageRun';
import type { ForwardFlow, Trace } from './trace';

const known = new WeakMap<FlowContext['code'], Map<Segment, readonly ForwardFlow[]>>();

/** Functions that run without gradients by what they are called. */
const inferenceName =
  /^_?(?:predict|infer|inference|generate|sample|evaluate|test|validate)(?:_|$)|_(?:eval|test|inference)$/;

/**
 * What happens to tensors in the functions of a document, in the order of execution: the methods of PyTorch's modules,
 * and plain functions. Computed once for a state of a document.
 *
 * @param mayMatter looks at a class or function before it is parsed.
 */
export function* forwardFlows(context: FlowContext, mayMatter: (segment: Segment) => boolean): Generator<ForwardFlow> {
  const { code } = context;
  const flows = known.get(code) ?? new Map<Segment, readonly ForwardFlow[]>();
  known.set(code, flows);
  for (const { segments } of code.sources) {
    for (const segment of segments) {
      if (segment.isDefinition && mayMatter(segment)) {
        const found = flows.get(segment) ?? segment.statements.flatMap((statement) => flowsOf(statement, context));
        flows.set(segment, found);
        yield* found;
      }
    }
  }
}

function flowsOf(statement: SyntaxNode, context: FlowContext): readonly ForwardFlow[] {
  const definition = definitionIn(statement);
  if (definition?.type === 'function_definition') {
    return [flowOf(definition, undefined, context)];
  }
  return definition?.type === 'class_definition' && isTorchModule(definition, context.code)
    ? methodsOf(definition)
        .filter((method) => definitionName(method) !== '__init__')
        .map((method) => flowOf(method, definition, context))
    : [];
}

/** Assignments that compute, methods with an underscore, and what is told to work in place. */
const overwritingWords = /[-+*/@%&|^]=|\w_\(|inplace|\bout=/;

/** Layers that work in place, told so by name or position. */
const layersInPlace = /inplace|\bTrue\b/;

function flowOf(method: SyntaxNode, owner: SyntaxNode | undefined, context: FlowContext): ForwardFlow {
  let traces: readonly Trace[] | undefined;
  const follow = (): readonly Trace[] => {
    const followed = followedOf(method, owner);
    return alongEveryPath((path) => new ForwardRun(context, path, followed).follow(method));
  };
  return {
    method,
    mayOverwrite: overwritingWords.test(method.text) || (owner !== undefined && layersInPlace.test(owner.text)),
    traces: () => (traces ??= follow()),
    ...(owner === undefined ? {} : { owner }),
  };
}

function followedOf(method: SyntaxNode, owner: SyntaxNode | undefined): Followed {
  const self = owner === undefined ? undefined : selfName(method);
  return {
    isWithoutGradient: owner === undefined || isWithoutGradient(method),
    ...(self === undefined ? {} : { self }),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Of a plain function only its callers know whether it works on something that is learned. */
function isWithoutGradient(method: SyntaxNode): boolean {
  const decorated = method.parent?.type === 'decorated_definition' ? method.parent : undefined;
  return (
    inferenceName.test(definitionName(method) ?? '') ||
    decorated?.namedChildren.some(
      (child) => child?.type === 'decorator' && /\b(?:no_grad|inference_mode)\b/.test(child.text),
    ) === true
  );
}
