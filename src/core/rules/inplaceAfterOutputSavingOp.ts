import * as l10n from '@vscode/l10n';
import { savesResult } from '../model/forward/operations';
import type { Write } from '../model/forward/trace';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { calleeText, inPlaceWords } from './forward/inPlace';
import { switchedOff, withoutOverwriting } from './forward/notInPlace';
import { holdsInPlace, provedOfWrites } from './forward/proofs';
import type { Finding, FindingFix, Rule } from './rule';

/** An in-place activation or dropout on a result that the operation before needs for its gradient. */
export const inplaceAfterOutputSavingOp: Rule = {
  id: 'inplace-after-output-saving-op',
  severity: 'error',
  title: () => l10n.t('An in-place activation overwrites what backward needs'),
  words: inPlaceWords,
  *check(context) {
    const { code } = context;
    const search = { mayMatter: holdsInPlace(context, dropoutInPlace), find: overwritten, isAboutGradients: true };
    for (const { write, seen, proof } of provedOfWrites(context, search)) {
      const severity = proof === 'always' && write.storage.gradient === 'certain' ? 'error' : 'warning';
      yield {
        ...findingAt(write.node, seen, withoutOverwriting(write.node, code)),
        severity,
      };
    }
    for (const { before, layer } of neighbours(code)) {
      const edit = switchedOff(layer, code);
      const fixes =
        edit === undefined
          ? []
          : [{ title: l10n.t('Compute with inplace=False'), kind: 'safe' as const, edits: [edit] }];
      yield findingAt(layer, before, fixes);
    }
  },
};

const dropoutInPlace = /[Dd]ropout\w*\([^()]*\binplace/;

function overwritten(write: Write): SyntaxNode | undefined {
  return write.kind === 'arithmetic' ? undefined : write.overwrites;
}

function findingAt(node: SyntaxNode, before: SyntaxNode, fixes: readonly FindingFix[]): Finding {
  return {
    node,
    message: l10n.t(
      '{0} overwrites the result of {1}, from which the gradient of {1} is computed: backward raises a RuntimeError. Use inplace=False.',
      calleeText(node),
      calleeText(before),
    ),
    related: [{ node: before, message: l10n.t('Its gradient is computed from this result.') }],
    fixes,
  };
}

/** Layers next to each other in `nn.Sequential(...)`. */
function* neighbours(code: ModuleCode): Generator<{ readonly before: SyntaxNode; readonly layer: SyntaxNode }> {
  for (const call of code.calls('Sequential')) {
    const callee = call.childForFieldName('function');
    if (callee === null || code.resolve(callee)?.path !== 'torch.nn.Sequential') {
      continue;
    }
    const layers = readArguments(call).positional;
    for (const [index, layer] of layers.entries()) {
      const before = layers[index - 1];
      if (before?.type === 'call' && layer.type === 'call' && savesItsResult(before, code) && overwrites(layer, code)) {
        yield { before, layer };
      }
    }
  }
}

function savesItsResult(layer: SyntaxNode, code: ModuleCode): boolean {
  const made = code.activation(layer);
  return made?.applies === true && made.framework === 'torch' && savesResult(made.path, made.inPlace);
}

function overwrites(layer: SyntaxNode, code: ModuleCode): boolean {
  const made = code.activation(layer);
  if (made !== undefined) {
    return made.framework === 'torch' && made.inPlace;
  }
  const callee = layer.childForFieldName('function');
  const isDropout = callee !== null && code.resolve(callee)?.path.startsWith('torch.nn.Dropout') === true;
  const inPlace = readArguments(layer).keywords.get('inplace');
  return isDropout && inPlace !== undefined && code.evaluate(inPlace) === true;
}
