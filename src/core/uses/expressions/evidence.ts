import type { ActivationId } from '../../activations';
import type { LookUp } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import { ancestor, boundTo, lastName } from '../place';
import { inputNames } from './names';
import type { Evidence } from './patterns';
import type { Term } from './term';

/** What speaks for an expression being meant as an activation, beyond its shape. */
export interface Surroundings {
  readonly text: string;
  readonly lookUp: LookUp;
}

const networkImport =
  /^[ \t]*(?:import|from)[ \t]+(?:torch|tensorflow|keras|tf_keras|jax|flax|haiku|equinox|mlx|paddle|mxnet|timm|transformers|theano|chainer|autograd|tinygrad|brevitas|lightning|pytorch_lightning|fastai|cupy)\b/m;
const networkWords =
  /(?:neural|perceptron|back_?prop|activation|sigmoid|softmax|relu|hidden_?(?:layer|size|dim|units)|logits)|\bdef\s+\w*(?:forward|feed_?forward)\w*\(/i;

/** Names of functions, classes and dictionary keys that stand for activations in general; `extract` is none. */
const activationName =
  /(?:^|_)act(?:s|_?fn|_?func\w*)?(?:$|_)|[a-z]Act(?:s|Fn|Func\w*)?(?![a-z])|[aA]ctivat|[nN]on_?[lL]in|transfer_?f|squash/;

/** Names that say which activation it is. */
const ownNames: Partial<Record<ActivationId, RegExp>> = {
  relu: /relu|rectif|(?:^|_)ramp(?:_?(?:fn|func\w*))?$|hinge_?act/i,
  hard_tanh: /hard_?tanh|hard_?clip/i,
  step: /(?:unit|binary|heaviside)_?step|step_?(?:act|fn|func)|^step$|heaviside|perceptron|threshold_?(?:act|fn|func)|sign_?act/i,
  sine: /(?:^|_)sin(?:e|us|usoid)?(?:$|_)|Sin(?:e|us|usoid)?(?![a-z])|[sS]iren|SIREN/,
  cosine: /(?:^|_)cos(?:ine)?(?:_?act\w*|$)|Cos(?:ine)?(?![a-z])/,
  gaussian: /gauss|rbf|radial|bell/i,
  exponential: /^exp(?:onential)?(?:_?act\w*)?$/i,
  abs: /^abs(?:olute)?(?:_?(?:act|value)\w*)?$/i,
  arctan: /^a(?:rc)?tan\w*$/i,
  leaky_relu: /leaky|l?relu/i,
  softplus: /softplus|soft_plus|smooth_?relu/i,
  isru: /isr[lu]u?/i,
};

/** What short files are about that have functions of `x` but no network. */
const otherPurpose =
  /linspace|arange|meshgrid|\bplt\b|plot|integra|interp|solve|fft|newton|bisect|derivative|sympy|physics|angle|wave|image|frequenc/i;

/** Libraries of mathematics define functions under these names, too. */
const schoolFunctions: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'sine',
  'cosine',
  'exponential',
  'abs',
  'arctan',
  'gaussian',
  'step',
]);

/** What sine and cosine side by side, a bell over pixels and a margin are for, instead of a layer's output. */
const kernelName = /kernel|blur|filter|window|pdf|density|likelihood|noise/i;
const marginName = /margin/i;

/** Methods that compute a layer's or network's output. */
const forwardName = /^(?:forward\w*|\w*_forward|call|__call__|predict\w*|feed_?forward|propagate\w*|apply|loss)$/i;

/** Names that inputs of activations go by, in methods that compute a layer's output. */
const inputName = new RegExp(`^(?:${inputNames})$`, 'i');

/** An affine map, which is what activations are applied to. */
const affine =
  /@|\bdot\(|\.dot\(|\bmatmul\(|\baddmm\(|\beinsum\(|\b(?:self|net|model)\.(?:fc|lin|linear|conv|dense|proj|layer|bn|norm|w|embed|net|l)\w*(?:\[[^\]]*\])?\(|\b(?:Linear|Dense|Conv\d?[dD]|Embedding)\([^()]*\)\(|\b(?:W|w)\d*\s*\*\s*x|\bx\s*\*\s*(?:W|w)\d*\b/;

/**
 * Whether an expression of a certain shape is meant as an activation where it stands. Errs on the side of silence: an
 * image that is clipped, an angle whose sine is taken and a probability's exponential are no activations.
 */
export class EvidenceJudge {
  constructor(private readonly surroundings: Surroundings) {}

  /** @param input what the activation is applied to. */
  holds(needed: Evidence, activation: ActivationId, expression: SyntaxNode, input: Term | undefined): boolean {
    if (activation === 'relu_squared' && isHinge(input)) {
      return false;
    }
    if (needed === 'sure') {
      return true;
    }
    if (needed === 'everyday' && servesAnotherPurpose(activation, expression, input)) {
      return false;
    }
    if (this.isSnippet(expression, input)) {
      return true;
    }
    const isAbout = isAboutNetworks(this.surroundings.text);
    const isSchool = schoolFunctions.has(activation);
    if (isSchool && !isWholeValue(expression)) {
      return isAbout && input !== undefined && this.isAppliedToLayer(activation, expression, input, true);
    }
    if (this.isNamedAfter(activation, expression) && (isAbout || !isSchool)) {
      return true;
    }
    if (needed === 'suggestive') {
      return isAbout;
    }
    return isAbout && (this.isNamedActivation(expression) || this.isAppliedToLayer(activation, expression, input));
  }

  /** `def gaussian(x)`, `class Sine`, `relu = lambda x: …`, `'relu': lambda x: …`. */
  private isNamedAfter(activation: ActivationId, expression: SyntaxNode): boolean {
    const pattern = ownNames[activation];
    return pattern !== undefined && namesAround(expression).some((name) => pattern.test(name));
  }

  private isNamedActivation(expression: SyntaxNode): boolean {
    return namesAround(expression).some((name) => activationName.test(name));
  }

  /**
   * A few lines that ask about a function: nothing says what its input is, or it is called `x`. Plots and numerical
   * methods have such lines, too.
   */
  private isSnippet(expression: SyntaxNode, input: Term | undefined): boolean {
    const { text } = this.surroundings;
    const name = leafName(input);
    if (name === undefined || !/^\w+$/.test(name) || text.length > 1500 || /\bmath\./.test(expression.text)) {
      return false;
    }
    if (!isBound(text, name)) {
      return true;
    }
    return inputName.test(name) && (networkImport.test(text) || !otherPurpose.test(text)) && isWholeValue(expression);
  }

  /** @param onlyAffine a name alone does not tell what the input is. */
  private isAppliedToLayer(
    activation: ActivationId,
    expression: SyntaxNode,
    input: Term | undefined,
    onlyAffine = false,
  ): boolean {
    if (input === undefined) {
      return false;
    }
    if (isAffine(input, this.surroundings.lookUp)) {
      return activation !== 'abs' && activation !== 'exponential';
    }
    if (onlyAffine) {
      return false;
    }
    const method = ancestor(expression, 'function_definition');
    const name = leafName(input);
    return (
      name !== undefined &&
      inputName.test(name) &&
      method !== undefined &&
      forwardName.test(method.childForFieldName('name')?.text ?? '')
    );
  }
}

/** Positional encodings and rotations, filters, losses with a margin, and libraries' own `def exp(x)`. */
function servesAnotherPurpose(activation: ActivationId, expression: SyntaxNode, input: Term | undefined): boolean {
  switch (activation) {
    case 'sine':
      return isWrapper(expression) || mentions(expression, /\bcos\b|\.cos\(/);
    case 'cosine':
      return isWrapper(expression) || mentions(expression, /\bsin\b|\.sin\(/);
    case 'gaussian':
      return [...namesAround(expression), nameOf(expression)].some((name) => kernelName.test(name));
    case 'exponential':
    case 'abs':
    case 'arctan':
      return isWrapper(expression);
    case 'step':
      return isWrapper(expression) || /mask|(?:^|_)(?:is|valid|keep)(?:_|$)/i.test(nameOf(expression));
    case 'hard_tanh':
      // Rounding pushes a cosine out of −1 … 1, where arccos has no value.
      return mentions(expression, /\b(?:arc|a)cos\b/);
    case 'relu':
      return isHinge(input);
    default:
      return false;
  }
}

/** Whether the function around computes with something else, too. */
function mentions(expression: SyntaxNode, other: RegExp): boolean {
  const owner = ancestor(expression, 'function_definition') ?? expression.parent?.parent;
  return owner !== undefined && owner !== null && other.test(owner.text);
}

/** `def exp(x): return np.exp(x)` is a library of mathematics. */
function isWrapper(expression: SyntaxNode): boolean {
  const callee = expression.type === 'call' ? expression.childForFieldName('function') : null;
  const definition = ancestor(expression, 'function_definition');
  return callee !== null && definition?.childForFieldName('name')?.text === lastName(callee);
}

/** `margin - distance`, `1 - y * score`: what a loss penalizes. */
function isHinge(input: Term | undefined): boolean {
  return (
    input?.kind === 'sum' &&
    (input.constant > 0 || input.terms.some((term) => marginName.test(sourceOf(term)))) &&
    input.terms.some((term) => term.kind === 'product' && term.coefficient < 0)
  );
}

function nameOf(expression: SyntaxNode): string {
  const target = boundTo(expression);
  return target === undefined ? '' : lastName(target);
}

/** The pieces of one text are asked about one after the other. */
let last = { text: '', isAboutNetworks: false };

function isAboutNetworks(text: string): boolean {
  if (last.text !== text) {
    last = { text, isAboutNetworks: networkImport.test(text) || networkWords.test(text) };
  }
  return last.isAboutNetworks;
}

/** What is returned, given a name or made a lambda's value, and nothing else. */
function isWholeValue(expression: SyntaxNode): boolean {
  const { parent } = expression;
  return parent !== null && ['return_statement', 'assignment', 'lambda', 'expression_statement'].includes(parent.type);
}

/** Whether a term is the output of a linear or convolutional layer, also through a name. */
export function isAffine(term: Term, lookUp: LookUp): boolean {
  if (affine.test(sourceOf(term))) {
    return true;
  }
  const bound = term.kind === 'leaf' && term.node?.type === 'identifier' ? lookUp(term.node) : undefined;
  return bound !== undefined && affine.test(bound.text);
}

/** The code that a term stands for. */
export function sourceOf(term: Term): string {
  switch (term.kind) {
    case 'leaf':
      return term.text;
    case 'sum':
      return term.terms.map(sourceOf).join(' + ');
    case 'product':
      return term.factors.map(sourceOf).join(' * ');
    case 'power':
      return sourceOf(term.base);
    case 'call':
    case 'comparison':
    case 'number':
    case 'hole':
      return term.node?.text ?? '';
  }
}

function leafName(term: Term | undefined): string | undefined {
  return term?.kind === 'leaf' ? term.text : undefined;
}

/** Names of the function, class, variable or key that an expression defines. */
function namesAround(expression: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const lambda = ancestor(expression, 'lambda', 'function_definition', 'class_definition', 'module');
  if (lambda?.type === 'lambda') {
    names.push(nameOfLambda(lambda));
  }
  const definition = ancestor(expression, 'function_definition');
  names.push(definition?.childForFieldName('name')?.text ?? '');
  names.push(ancestor(definition ?? expression, 'class_definition')?.childForFieldName('name')?.text ?? '');
  return names.filter((name) => name !== '');
}

function nameOfLambda(lambda: SyntaxNode): string {
  const { parent } = lambda;
  if (parent?.type === 'pair') {
    return parent.childForFieldName('key')?.text.replaceAll(/['"]/g, '') ?? '';
  }
  const target = boundTo(lambda);
  return target === undefined ? '' : lastName(target);
}

/** Whether anything in a text gives a name its value. */
function isBound(text: string, name: string): boolean {
  const word = `(?<![\\w.])${name}(?!\\w)`;
  const forms = [
    `^[ \\t]*(?:[\\w.]+\\s*=\\s*)*${word}\\s*(?:[-+*/@]|\\*\\*|//)?=(?!=)`,
    `^[ \\t(]*[\\w.]+(?:\\s*,\\s*[\\w.]+)*\\)?\\s*=(?!=)`,
    `\\bfor\\b[^\\n:]*${word}[^\\n:]*\\bin\\b`,
    `\\b(?:def|lambda|import)\\b[^:\\n]*${word}`,
    `\\bas\\s+${word}|${word}\\s*(?::[^=\\n]*)?:=`,
  ];
  return forms.some((form, index) =>
    index === 1
      ? [...text.matchAll(new RegExp(form, 'gm'))].some(
          ([tuple]) => tuple.includes(',') && new RegExp(word).test(tuple),
        )
      : new RegExp(form, 'm').test(text),
  );
}
