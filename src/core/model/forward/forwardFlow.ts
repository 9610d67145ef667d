import type { Segment } from '../../python/segment';
import type { SyntaxNode } from '../../python/syntax';
import { ForwardRun } from './forwardRun';
import { isTorchModule, methodsOf, selfName } from './moduleClass';
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
  const definition = statement.type === 'decorated_definition' ? statement.childForFieldName('definition') : statement;
  if (definition?.type === 'function_definition') {
    return [flowOf(definition, undefined, context)];
  }
  return definition?.type === 'class_definition' && isTorchModule(definition, context.code)
    ? methodsOf(definition)
        .filter((method) => method.childForFieldName('name')?.text !== '__init__')
        .map((method) => flowOf(method, definition, context))
    : [];
}

function flowOf(method: SyntaxNode, owner: SyntaxNode | undefined, context: FlowContext): ForwardFlow {
  const self = owner === undefined ? undefined : selfName(method);
  const followed: Followed = {
    isWithoutGradient: owner === undefined || isWithoutGradient(method),
    ...(self === undefined ? {} : { self }),
    ...(owner === undefined ? {} : { owner }),
  };
  let traces: readonly Trace[] | undefined;
  return {
    method,
    traces: () => (traces ??= alongEveryPath((path) => new ForwardRun(context, path, followed).follow(method))),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Of a plain function only its callers know whether it works on something that is learned. */
function isWithoutGradient(method: SyntaxNode): boolean {
  const decorated = method.parent?.type === 'decorated_definition' ? method.parent : undefined;
  return (
    inferenceName.test(method.childForFieldName('name')?.text ?? '') ||
    decorated?.namedChildren.some(
      (child) => child?.type === 'decorator' && /\b(?:no_grad|inference_mode)\b/.test(child.text),
    ) === true
  );
}
