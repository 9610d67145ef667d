import { ImportChanges } from '../../edits/imports';
import type { TextEdit } from '../../edits/textEdit';
import type { ModuleCode } from '../../uses/moduleCode';
import { boundTo, lastName } from '../../uses/place';
import { replaceNode } from '../../edits/nodeEdits';
import type { PairedOutput } from './pairings';

/** What takes the scores that a loss wants as probabilities, and is otherwise called alike. */
const withLogits: ReadonlyMap<string, string> = new Map([
  ['torch.nn.BCELoss', 'torch.nn.BCEWithLogitsLoss'],
  ['torch.nn.functional.binary_cross_entropy', 'torch.nn.functional.binary_cross_entropy_with_logits'],
]);

/** Another loss in the place of one. */
export interface OtherLoss {
  /** As it is written here: `nn.BCEWithLogitsLoss`. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The loss that takes scores where one of probabilities is made or computed. */
export function lossOfScores({ pairing }: PairedOutput, code: ModuleCode): OtherLoss | undefined {
  const callee = pairing.node.childForFieldName('function');
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  const wanted = path === undefined ? undefined : withLogits.get(path.replace('.modules.loss.', '.'));
  if (callee === null || wanted === undefined) {
    return undefined;
  }
  const imports = new ImportChanges(code);
  const name = imports.write(wanted, callee, callee);
  imports.drop(callee);
  return name === undefined ? undefined : { name, edits: [replaceNode(code, callee, name), ...imports.edits()] };
}

/** Whether all that a loss is used for are the given outputs, so that it may be changed together with them. */
export function isLossOf(
  outputs: readonly PairedOutput[],
  { pairing: { node, call } }: PairedOutput,
  code: ModuleCode,
): boolean {
  const target = boundTo(node);
  if (node.id === call.id || target === undefined) {
    // Computed by a function, or by `nn.BCELoss()(…)` at once.
    return node.id === call.id || call.childForFieldName('function')?.id === node.id;
  }
  const name = lastName(target);
  const calls = new Set(outputs.filter(({ pairing }) => pairing.node === node).map(({ pairing }) => pairing.call.id));
  return name !== '' && [...code.identifiers(name)].length === calls.size + 1;
}
