import type { PairedLossKind } from '../../frameworks/pairedLosses';
import type { ActivationId } from '../../activations';
import { methodsOf } from '../../model/classBody';
import { isTorchModule } from '../../model/forward/moduleClass';
import { headOf } from '../../model/keras/head';
import type { Layer, LayerActivation } from '../../model/layers/layer';
import { readModule, type ReadNetwork } from '../../model/symbolic/readModule';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { ancestor, boundTo, lastName } from '../../uses/place';
import { keptName } from '../layers/names';
import { lossesIn } from './lossesIn';

/** The only model and the only loss of a file, where the source does not show whether they meet. */
export interface UnseenMeeting {
  /** The call that makes the loss, or that computes it. */
  readonly loss: SyntaxNode;
  readonly model: string;
  readonly activation: LayerActivation;
  readonly affine: Layer;
}

/** Nothing where there is more than one candidate for either, or where what the loss is given is seen. */
export function unseenMeeting(
  code: ModuleCode,
  wanted: { readonly loss: PairedLossKind; readonly activation: ActivationId },
): UnseenMeeting | undefined {
  const losses = lossesIn(code);
  const [loss] = losses;
  if (loss === undefined || losses.length !== 1 || loss.kind !== wanted.loss || isSeen(loss.node, code)) {
    return undefined;
  }
  const models = modelsIn(code);
  const [model] = models;
  const [output, ...others] = model?.outputs ?? [];
  const head = output === undefined || others.length > 0 ? undefined : headOf(output);
  const activation = head?.activation?.activation;
  return model !== undefined &&
    models.length === 1 &&
    activation?.id === wanted.activation &&
    head?.affine !== undefined &&
    !noClassifier.test(nameOf(model)) &&
    !givesScoresElsewhere(model, head.affine) &&
    !hasOtherModel(model, code)
    ? { loss: loss.node, model: nameOf(model), activation, affine: head.affine }
    : undefined;
}

function isSeen(loss: SyntaxNode, code: ModuleCode): boolean {
  return readModule(code).pairings.some(({ node }) => node.id === loss.id);
}

/** Names of modules that weigh or choose rather than classify. */
const noClassifier = /att(?:ention|n)|gate|rout|polic|actor|critic|agent|loss|criterion|pool/i;

/** The modules of PyTorch that are no part of another one. */
function modelsIn(code: ModuleCode): readonly ReadNetwork[] {
  return readModule(code).networks.filter(({ form, node }) =>
    form === 'class' ? isTorchModule(node, code) && !isPart(node, code) : isModelStack(node, code),
  );
}

function isModelStack(node: SyntaxNode, code: ModuleCode): boolean {
  const callee = node.childForFieldName('function');
  return (
    callee !== null &&
    code.resolve(callee)?.path.startsWith('torch.') === true &&
    ancestor(node, 'class_definition', 'argument_list') === undefined
  );
}

/** Whether another class of the file makes one or derives from it. */
function isPart(owner: SyntaxNode, code: ModuleCode): boolean {
  const name = owner.childForFieldName('name')?.text ?? '';
  return [...code.identifiers(name)].some((identifier) => {
    const around = ancestor(identifier, 'class_definition');
    return around !== undefined && around.id !== owner.id;
  });
}

function nameOf({ form, node }: ReadNetwork): string {
  const target = form === 'class' ? node.childForFieldName('name') : boundTo(node);
  return target?.text ?? 'Sequential';
}

/** Whether a method besides `forward` uses the last linear layer: it may give the loss its scores. */
function givesScoresElsewhere({ form, node }: ReadNetwork, affine: Layer): boolean {
  const scores = new RegExp(String.raw`\bself\.${keptName(affine)}\b|\blogits\b`);
  return (
    form === 'class' &&
    methodsOf(node).some(
      (method) =>
        !/^(?:__init__|forward)$/.test(method.childForFieldName('name')?.text ?? '') && scores.test(method.text),
    )
  );
}

const modelName = /(?:^|_)(?:model|net|network|classifier|backbone)\d?$/i;

/** `model.fc = nn.Sequential(…)`: how people put a new end to a trained network. */
function isHeadOf(target: SyntaxNode, model: ReadNetwork): boolean {
  const name = nameOf(model);
  return name.startsWith(`${target.text}.`) && /\.(?:fc|classifier|heads?|last_linear|output)$/.test(name);
}

/** Whether something is called a model that does not come from the one of the file. */
function hasOtherModel(model: ReadNetwork, code: ModuleCode): boolean {
  return [...code.statements()].some((statement) => assignsOther(statement, model));
}

function assignsOther(node: SyntaxNode, model: ReadNetwork): boolean {
  const target = node.type === 'assignment' ? node.childForFieldName('left') : null;
  const value = node.type === 'assignment' ? node.childForFieldName('right') : null;
  if (value?.type === 'call' && target !== null && modelName.test(lastName(target))) {
    const words: readonly string[] = value.text.match(/\w+/g) ?? [];
    const isOwn = value.id === model.node.id || words.includes(nameOf(model)) || words.includes(lastName(target));
    return !isOwn && !isHeadOf(target, model);
  }
  return node.namedChildren.some((child) => child !== null && assignsOther(child, model));
}
