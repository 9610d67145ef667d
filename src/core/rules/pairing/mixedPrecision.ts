import type { SyntaxNode } from '../../python/syntax';
import { readArguments } from '../../uses/callArguments';
import type { ModuleCode } from '../../uses/moduleCode';
import { ancestor } from '../../uses/place';

/** Settings of `precision=` under which trainers run everything in autocast. */
const mixed: ReadonlySet<unknown> = new Set([16, '16', '16-mixed', 'bf16', 'bf16-mixed']);

/**
 * Whether a loss is computed in half precision on a GPU as far as the file says: inside of `with autocast():`, or
 * anywhere in a file with a `GradScaler` or a trainer of mixed precision; but not beside the `with autocast():` of its
 * own function.
 */
export function runsInMixedPrecision(call: SyntaxNode, code: ModuleCode): boolean {
  if (!code.mentions(/\bautocast\b|\bGradScaler\b|\bprecision\b/)) {
    return false;
  }
  const contexts = [...code.calls('autocast')].filter((context) => !isSomewhereElse(context));
  const around = contexts.filter((context) => isInBodyOf(call, context));
  if (around.length > 0) {
    return around.every((context) => readArguments(context).keywords.get('enabled')?.type !== 'false');
  }
  const owner = ancestor(call, 'function_definition')?.id;
  const isBeside = contexts.some(
    (context) => withStatement(context) !== undefined && ancestor(context, 'function_definition')?.id === owner,
  );
  return !isBeside && (contexts.length > 0 || [...code.calls('GradScaler')].length > 0 || hasMixedTrainer(code));
}

/** Autocast on the processor does not refuse the loss. */
function isSomewhereElse(context: SyntaxNode): boolean {
  const { positional, keywords } = readArguments(context);
  const device = keywords.get('device_type') ?? positional[0];
  return /\bcpu\b/.test(device?.text ?? '') || /\bcpu\b/.test(context.childForFieldName('function')?.text ?? '');
}

function hasMixedTrainer(code: ModuleCode): boolean {
  return ['Trainer', 'Fabric'].some((name) =>
    [...code.calls(name)].some((call) => {
      const precision = readArguments(call).keywords.get('precision');
      return precision !== undefined && mixed.has(code.evaluate(precision));
    }),
  );
}

function isInBodyOf(node: SyntaxNode, context: SyntaxNode): boolean {
  const body = withStatement(context)?.childForFieldName('body');
  return body !== null && body !== undefined && body.startIndex <= node.startIndex && node.endIndex <= body.endIndex;
}

function withStatement(context: SyntaxNode): SyntaxNode | undefined {
  for (let { parent } = context; parent !== null; { parent } = parent) {
    if (parent.type === 'with_statement') {
      return parent;
    }
    if (parent.type === 'block') {
      return undefined;
    }
  }
  return undefined;
}
