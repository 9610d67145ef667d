import * as l10n from '@vscode/l10n';
import { forwardFlows } from '../model/forward/forwardFlow';
import type { ModuleCall } from '../model/forward/trace';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentPlace } from '../uses/place';
import { calleeText } from './forward/inPlace';
import { repeatedCalls } from './forward/repeatedCalls';
import type { Finding, Rule } from './rule';

/** One PReLU in several places, which have to share its slope. */
export const sharedPrelu: Rule = {
  id: 'shared-prelu',
  severity: 'information',
  title: () => l10n.t('One PReLU serves several places'),
  words: /\bPReLU\(/,
  *check(context) {
    for (const flow of forwardFlows(context, ({ text }) => text.includes('PReLU'))) {
      for (const { first, again } of repeatedCalls(flow, isShared)) {
        yield findingAt(again.node, first.node, again.name);
      }
    }
    yield* placedTwice(context.code);
  },
};

/** Behind the same layer, sharing the slope is part of sharing the layer. */
function isShared(first: ModuleCall, again: ModuleCall): boolean {
  return again.made.path === 'torch.nn.PReLU' && layerOf(first) !== layerOf(again);
}

function layerOf({ input, node }: ModuleCall): string {
  return input?.madeBy?.type === 'call' ? calleeText(input.madeBy) : String(node.id);
}

/** `act = nn.PReLU()` and `nn.Sequential(a, act, b, act)`. */
function* placedTwice(code: ModuleCode): Generator<Finding> {
  for (const call of code.calls('PReLU')) {
    const callee = call.childForFieldName('function');
    const name = call.parent?.type === 'assignment' ? call.parent.childForFieldName('left') : null;
    if (name?.type !== 'identifier' || callee === null || code.resolve(callee)?.path !== 'torch.nn.PReLU') {
      continue;
    }
    const [first, again] = [...code.identifiers(name.text)].filter(
      (one) => isLayerOfStack(one, code) && code.boundValue(one)?.id === call.id,
    );
    if (first !== undefined && again !== undefined) {
      yield findingAt(again, first, name.text);
    }
  }
}

function isLayerOfStack(node: SyntaxNode, code: ModuleCode): boolean {
  const call =
    argumentPlace(node)?.call ?? (node.parent?.type === 'list' ? argumentPlace(node.parent)?.call : undefined);
  const callee = call?.childForFieldName('function');
  return !!callee && /^torch\.nn\.(?:Sequential|ModuleList)$/.test(code.resolve(callee)?.path ?? '');
}

function findingAt(node: SyntaxNode, first: SyntaxNode, name: string): Finding {
  return {
    node,
    message: l10n.t(
      '{0} is one PReLU in several places, which have to learn the same slope. Make one for each place, unless that is what you want.',
      name,
    ),
    related: [{ node: first, message: l10n.t('The same instance is used here.') }],
  };
}
