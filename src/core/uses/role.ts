import type { ActivationId } from '../activations';
import type { SyntaxNode } from '../python/syntax';
import {
  ancestor,
  argumentPlace,
  boundTo,
  calleeName,
  callOf,
  carrierOf,
  isIn,
  lastName,
  mentionPattern,
  nextMention,
} from './place';
import { isNetwork, isSoleUnit, stackName, stackPosition } from './stackPosition';
import type { Role } from './use';

/** Activations that turn scores into shares of one. */
const normalizing: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'softmax',
  'log_softmax',
  'softmin',
  'softmax2d',
  'gumbel_softmax',
  'sparsemax',
  'hardmax',
  'quiet_softmax',
]);

/** Bounded activations: what they are for can be a gate, an output or, in older networks, a hidden layer. */
const squashing: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'sigmoid',
  'hard_sigmoid',
  'hard_sigmoid_02',
  'sparse_sigmoid',
  'log_sigmoid',
  'sigmoid_range',
  'tanh',
  'hard_tanh',
  'lecun_tanh',
  'identity',
  'exponential',
  'softplus',
]);

/** One number per layer decides by itself what it is for: a network needs no name to end in it. */
const gateName = /(?:^|_)(?:gates?|gating|mask|attn|attention|alpha)(?:_|$|\d)|^[zrifo](?:_?t)?$|_gate_?|gate\d*$/i;
const gateFunctionName = /^(?:gate_(?:layer|fn|act|activation)|.*gate_activation|scale_activation)$/;
const attentionName = /attn|attention|(?:^|_)att(?:_|$)|(?:^|_)alphas?(?:_|$)/i;
const outputName =
  /^(?:out|output|outputs|preds?|predictions?|probs?|probabilities|log_probs?|y_hat|y_pred|classifier|head|last|final\w*|last_\w*|out(?:put)?_\w*)$/i;
const hiddenParameter =
  /^(?:act|act_?fn|act_?fun\w*|act_?layer|activation|activation_?(?:layer|fn|function)|hidden_act\w*|\w*ff\w*_act\w*|nonlinearity|non_linearity|feed_forward_act|mlp_act\w*|norm_act\w*)$/i;
const recurrentCallee = /(?:LSTM|GRU|RNN)(?:Cell|Layer|V\d|\d[dD])?$|^Recurrent/i;
const initializer = /^(?:calculate_gain|kaiming_\w+|xavier_\w+|he_\w+|variance_scaling\w*|init_weights?)_?$/i;
const lossCallee = /loss|criterion|cross_entropy|nll|(?:^|_)bce|kl_div/i;
const componentName =
  /(?:Block|Layer|Cell|Attention|Unit|Gate|Bottleneck|Residual|Encoder|Embedding|Norm|Act\w*|SE\w*|ConvBN\w*)\d*$/;
const forwardName =
  /^(?:forward|call|__call__|forward_\w+|predict|predict_proba|apply|apply_fn|model|net|network|mlp|\w*_(?:net|network|model|forward))$/i;
const product = String.raw`\*(?!\*)`;
const mixing = /(?:matmul|bmm|einsum|dot|batch_dot|baddbmm|tensordot)$/;

/** What of the tree a use is looked at by. */
interface Place {
  readonly activation: ActivationId;
  /** The callee, reference or string. */
  readonly node: SyntaxNode;
  /** The call of it, or the node itself where it is not called. */
  readonly value: SyntaxNode;
  /** What hands the value on: reshaping, dropout, parentheses. */
  readonly carrier: SyntaxNode;
  /** The name that the carrier is bound to. */
  readonly name: string;
}

type Test = (place: Place) => Role | undefined;

/** In this order: what is certain from the place itself comes before what a name suggests. */
const tests: readonly Test[] = [
  initialization,
  recurrent,
  namedParameter,
  attention,
  gate,
  lossInput,
  lastOfStack,
  flow,
  returned,
  namedTarget,
  hidden,
];

/**
 * What an activation is for, judged by its syntactic place alone: who takes its result, which name it gets, which
 * call it is handed to. Cheap: walks up to the enclosing class at most.
 *
 * @param node the range of the use: callee, bare reference, string literal or hand-written expression.
 * @returns `unknown` where the place does not tell.
 */
export function roleOf(node: SyntaxNode, activation: ActivationId): Role {
  const value = callOf(node);
  const carrier = carrierOf(value);
  const target = boundTo(layerCall(carrier));
  const place = { activation, node, value, carrier, name: target === undefined ? '' : lastName(target) };
  for (const test of tests) {
    const role = test(place);
    if (role !== undefined) {
      return role;
    }
  }
  return 'unknown';
}

function initialization({ value }: Place): Role | undefined {
  const call = argumentPlace(value)?.call;
  return call !== undefined && initializer.test(calleeName(call)) ? 'initialization' : undefined;
}

function recurrent({ value, carrier, activation }: Place): Role | undefined {
  const argument = argumentPlace(value);
  if (argument?.keyword === 'recurrent_activation' || (argument && recurrentCallee.test(calleeName(argument.call)))) {
    return 'recurrent';
  }
  if (!squashing.has(activation) || carrier.parent?.type === 'return_statement') {
    return undefined;
  }
  const owner = ancestor(value, 'class_definition');
  const names = [owner?.childForFieldName('name')?.text ?? '', owner?.childForFieldName('superclasses')?.text ?? ''];
  return names.some((name) => /(?:LSTM|GRU|RNN)\w*Cell|(?:LSTM|GRU)(?:\d[dD])?$/.test(name)) ? 'recurrent' : undefined;
}

/** `recurrent_activation=`, `gate_layer=`, `act_layer=`, `hidden_act: str = …`: the parameter says it. */
function namedParameter({ value, carrier, activation }: Place): Role | undefined {
  const target = boundTo(carrier);
  const isParameter = carrier.parent?.type.endsWith('default_parameter') === true;
  const isField =
    target !== undefined && ancestor(target, 'class_definition', 'function_definition')?.type === 'class_definition';
  const name = argumentPlace(value)?.keyword ?? (isParameter || isField ? lastName(target ?? value) : '');
  if (gateFunctionName.test(name)) {
    return 'gate';
  }
  if (/^(?:final|last|out|output)_?act/i.test(name)) {
    return 'output';
  }
  return hiddenParameter.test(name) && !squashing.has(activation) && !normalizing.has(activation) && !isSoleUnit(value)
    ? (stackPosition(value) ?? 'hidden')
    : undefined;
}

/** Shares that weigh values: they meet them in a matrix product. */
function attention({ carrier, name, node, activation }: Place): Role | undefined {
  if (!normalizing.has(activation)) {
    return undefined;
  }
  const operation = operatorOf(carrier);
  const argument = argumentPlace(carrier);
  if (operation === '@' || (argument && mixing.test(calleeName(argument.call)))) {
    return 'attention';
  }
  if (attentionName.test(name)) {
    return 'attention';
  }
  const later = name === '' ? undefined : nextMention(carrier, boundTo(carrier)?.text ?? name);
  if (later !== undefined && isMixed(later.text, boundTo(carrier)?.text ?? name)) {
    return 'attention';
  }
  const owner = ancestor(node, 'class_definition')?.childForFieldName('name')?.text ?? '';
  return attentionName.test(owner) ? 'attention' : undefined;
}

function isMixed(text: string, name: string): boolean {
  const mention = mentionPattern(name).source;
  return new RegExp(
    `${mention}[\\w.()\\s\\[\\]:,-]*@|@\\s*${mention}|(?:matmul|bmm|einsum|dot)\\([^()]*${mention}`,
  ).test(text);
}

/** A factor of a product with something that is no number, or bound to a name that gates have. */
function gate(place: Place): Role | undefined {
  const { carrier, value, name, activation } = place;
  const scaled = overScaling(carrier);
  if (isFactor(scaled, activation)) {
    return 'gate';
  }
  const target = boundTo(scaled);
  const bounded = squashing.has(activation) || normalizing.has(activation);
  if (!bounded) {
    return undefined;
  }
  if (gateName.test(name) && !attentionName.test(name)) {
    return 'gate';
  }
  if (target !== undefined) {
    const mention = mentionPattern(target.text).source;
    const later = nextMention(scaled, target.text)?.text ?? '';
    if (new RegExp(`${mention}\\s*${product}\\s*[^\\d\\s]|[^\\d\\s*]\\s*${product}\\s*${mention}`).test(later)) {
      return 'gate';
    }
  }
  return isMultiplied(scaled) || (isLastOfGateModule(value) && flow(place) !== 'hidden') ? 'gate' : undefined;
}

/** `s = Dense(8, activation='sigmoid')(s)` before `multiply([x, s])`. */
function isMultiplied(carrier: SyntaxNode): boolean {
  const target = boundTo(layerCall(carrier));
  const later = target === undefined ? undefined : nextMention(carrier, target.text);
  return (
    later !== undefined &&
    new RegExp(
      `\\b(?:multiply|Multiply\\([^()]*\\))\\(\\s*\\[[^\\]]*${mentionPattern(target?.text ?? '').source}`,
    ).test(later.text)
  );
}

/** `2 * torch.sigmoid(x)` is scaled, not gated. */
function overScaling(carrier: SyntaxNode): SyntaxNode {
  const { parent } = carrier;
  if (parent?.type !== 'binary_operator') {
    return carrier;
  }
  const other = isIn(parent, 'left', carrier) ? parent.childForFieldName('right') : parent.childForFieldName('left');
  return other?.type === 'integer' || other?.type === 'float' ? carrierOf(parent) : carrier;
}

function isFactor(node: SyntaxNode, activation: ActivationId): boolean {
  const { parent } = node;
  const argument = argumentPlace(node);
  if (argument !== undefined) {
    return /^(?:mul|multiply|mul_)$/i.test(calleeName(argument.call));
  }
  if (parent?.type === 'list') {
    const owner = argumentPlace(parent)?.call;
    return owner !== undefined && /^multiply$/i.test(calleeName(callOwner(owner)));
  }
  if (parent?.type === 'augmented_assignment') {
    return parent.childForFieldName('operator')?.type === '*=';
  }
  if (operatorOf(node) !== '*' || parent === null) {
    return false;
  }
  const other = isIn(parent, 'left', node) ? parent.childForFieldName('right') : parent.childForFieldName('left');
  if (other === null || other.type === 'integer' || other.type === 'float') {
    return false;
  }
  // Rectified units times a mask or a learned scale are still a hidden layer.
  const bounded = squashing.has(activation) || normalizing.has(activation);
  return bounded || !/mask|scale|gamma|weight|gain|coef|lambda|beta/i.test(lastName(other));
}

/** `Multiply()` of `Multiply()([a, b])`. */
function callOwner(call: SyntaxNode): SyntaxNode {
  const callee = call.childForFieldName('function');
  return callee?.type === 'call' ? callee : call;
}

/** The sigmoid that ends the small network of a squeeze-and-excitation or attention block. */
function isLastOfGateModule(value: SyntaxNode): boolean {
  const owner = ancestor(value, 'class_definition')?.childForFieldName('name')?.text ?? '';
  return (
    /^(?:SE|CBAM|ECA)|Squeeze|Excit|Attention|Gat(?:e|ed|ing)/.test(owner) && value.parent?.type !== 'return_statement'
  );
}

function operatorOf(node: SyntaxNode): string | undefined {
  return node.parent?.type === 'binary_operator' ? node.parent.childForFieldName('operator')?.type : undefined;
}

function lossInput({ carrier }: Place): Role | undefined {
  const argument = argumentPlace(carrier);
  return argument !== undefined && lossCallee.test(calleeName(argument.call)) ? 'output' : undefined;
}

/** A layer's position in `Sequential(...)`, a list of layers, or a chain of `model.add`. */
function lastOfStack({ value, activation }: Place): Role | undefined {
  if (isSoleUnit(value)) {
    return 'output';
  }
  const position = stackPosition(value);
  if (position === 'output' && squashing.has(activation) && gateName.test(stackName(value))) {
    return 'gate';
  }
  if (position === 'output' && !squashing.has(activation) && !normalizing.has(activation)) {
    // A stack that ends in a rectifier is a building block: a network's output would lose its negative half.
    return isNetwork(value) ? 'output' : 'hidden';
  }
  return position;
}

/** Follows the name that the result is bound to, one statement further. */
function flow({ carrier }: Place): Role | undefined {
  const target = boundTo(layerCall(carrier));
  if (target?.type !== 'identifier') {
    return undefined;
  }
  const later = nextMention(carrier, target.text);
  if (later === undefined) {
    return undefined;
  }
  const mention = mentionPattern(target.text).source;
  if (new RegExp(`\\bModel\\([^=]*?(?:outputs\\s*=\\s*)?${mention}`).test(later.text)) {
    return 'output';
  }
  if (later.type === 'return_statement' && new RegExp(`^return\\s+\\(?\\s*${mention}`).test(later.text)) {
    return new RegExp(`^return\\s+\\(?\\s*${mention}\\s*[-+/*@<>]`).test(later.text) ? undefined : outputOf(carrier);
  }
  return new RegExp(`\\w\\(\\s*${mention}|\\)\\(\\s*${mention}`).test(later.text) ? 'hidden' : undefined;
}

/** `Dense(10, activation='softmax')(x)` for the string in it. */
function layerCall(carrier: SyntaxNode): SyntaxNode {
  const argument = argumentPlace(carrier);
  return argument?.keyword === undefined ? carrier : callOf(argument.call);
}

function returned({ carrier }: Place): Role | undefined {
  const value = layerCall(carrier);
  const { parent } = value;
  const holder = parent?.type === 'expression_list' || parent?.type === 'tuple' ? parent.parent : parent;
  return holder?.type === 'return_statement' ? outputOf(value) : undefined;
}

/** What a returned value is for: the output of a network, or of a part of one. */
function outputOf(value: SyntaxNode): Role | undefined {
  const method = ancestor(value, 'function_definition');
  if (method === undefined || !forwardName.test(method.childForFieldName('name')?.text ?? '')) {
    return undefined;
  }
  const owner = ancestor(method, 'class_definition');
  if (owner === undefined) {
    return 'output';
  }
  const name = owner.childForFieldName('name')?.text ?? '';
  return componentName.test(name) || isComponent(owner, name) ? 'hidden' : 'output';
}

/** Whether the file builds another module out of the class. */
function isComponent(owner: SyntaxNode, name: string): boolean {
  let root = owner;
  while (root.parent !== null) {
    root = root.parent;
  }
  return new RegExp(
    `(?:self\\.\\w+\\s*=\\s*|append\\(|[[,]\\s*|Sequential\\(\\s*)${name}\\(|[(,=]\\s*${name}\\s*[,)]`,
  ).test(root.text);
}

function namedTarget({ name, value, activation }: Place): Role | undefined {
  const bounded = squashing.has(activation) || normalizing.has(activation);
  const label = argumentPlace(value)?.call.text ?? '';
  if (bounded && (outputName.test(name) || /\bname\s*=\s*['"](?:predictions?|outputs?|probs|fc1000)['"]/.test(label))) {
    return 'output';
  }
  return undefined;
}

/** Rectifiers and smooth rectifiers that are handed to another layer, kept as a layer, or given to one. */
function hidden({ carrier, name, value, activation }: Place): Role | undefined {
  const argument = argumentPlace(carrier);
  if (argument !== undefined && argument.keyword === undefined && takesTensor(argument.call)) {
    return 'hidden';
  }
  if (squashing.has(activation) || normalizing.has(activation)) {
    return undefined;
  }
  const keyword = argumentPlace(value)?.keyword;
  const isLayer = name !== '' && carrier.type === 'call';
  return isLayer || keyword === 'activation' || /act|relu|nonlin/i.test(name) ? 'hidden' : undefined;
}

/** `self.fc2(...)`, `layers.Dense(10)(...)`: the callee is a layer, not a function of the library. */
function takesTensor(call: SyntaxNode): boolean {
  const callee = call.childForFieldName('function');
  return (
    callee?.type === 'call' || callee?.childForFieldName('object')?.text === 'self' || callee?.type === 'subscript'
  );
}
