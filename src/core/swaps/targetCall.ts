import type { ActivationId } from '../activations';
import { getFramework, type Framework, type FrameworkId, type Symbol } from '../frameworks';
import { callMeaning } from '../frameworks/callMeaning';
import { moduleOf } from '../edits/importStatements';
import { selectingArguments } from '../frameworks/selectingArguments';
import { parseSignature, type SignatureParameter } from '../frameworks/signature';
import type { Arguments, ArgumentValue } from '../text';

/** How a library makes or applies the target: its symbol, and the arguments without which it were another activation. */
export interface TargetCall {
  readonly symbol: Symbol;
  /** Under the library's names: `approximate='tanh'`. */
  readonly given: ReadonlyMap<string, ArgumentValue>;
  /** Under the catalogue's names, with the library's own defaults. */
  readonly arguments: Arguments;
}

/** Which libraries can stand in for one that lacks the target, because they work on the same tensors. */
const related: Partial<Record<FrameworkId, readonly FrameworkId[]>> = {
  torchvision: ['torch'],
  timm: ['torch'],
  transformers: ['torch'],
  diffusers: ['torch'],
  fastai: ['torch'],
  transformer_engine: ['torch'],
  mmcv: ['torch'],
  fairseq: ['torch'],
  x_transformers: ['torch'],
  megatron: ['torch'],
  gpt_neox: ['torch'],
  flax_linen: ['jax'],
  flax_nnx: ['jax'],
  haiku: ['jax'],
  equinox: ['jax'],
  tfa: ['tensorflow'],
  numpy: ['scipy'],
};

/** Parameters that every call of the target has to give, and that a swap can take over from the old call. */
const axes: ReadonlySet<string> = new Set(['dim', 'axis']);

/**
 * The call that a careful author would write for the target, with the library's own defaults.
 *
 * @param like the path of what it stands in for: a symbol of the same module is preferred.
 */
export function targetCall(
  framework: FrameworkId,
  form: Symbol['form'],
  target: ActivationId,
  like: string,
): TargetCall | undefined {
  const libraries = [framework, ...(related[framework] ?? [])].map(getFramework);
  for (const library of libraries) {
    const calls = callsIn(library, form, target, like);
    const nearest = calls.find(({ symbol }) => pathsOf(symbol).some((path) => moduleOf(path) === moduleOf(like)));
    const best = nearest ?? calls.find(({ symbol }) => !isSpecial(symbol));
    if (best !== undefined) {
      return best;
    }
  }
  return undefined;
}

/** The in-place twin of a function, such as `F.elu_`, in the module of another. */
export function inPlaceTwin(framework: FrameworkId, target: ActivationId, like: string): TargetCall | undefined {
  const symbol = getFramework(framework).symbols.find(
    (candidate) =>
      candidate.inPlace === true &&
      candidate.activation === target &&
      candidate.form === 'function' &&
      moduleOf(candidate.path) === moduleOf(like),
  );
  return symbol === undefined ? undefined : asTarget(symbol, new Map(), target);
}

export function pathsOf({ path, aliases = [] }: Symbol): readonly string[] {
  return [path, ...aliases];
}

/** Modules for special purposes: only what already uses them goes on with them. */
function isSpecial({ path }: Symbol): boolean {
  return /quantized|\.special\.|_legacy|experimental|_me\.|_jit\.|\.backend\./.test(path);
}

/** What is the target by itself comes before what becomes it by arguments: `ReLU6` before a clipped `Hardtanh`. */
function callsIn(
  { symbols }: Framework,
  form: Symbol['form'],
  target: ActivationId,
  like: string,
): readonly TargetCall[] {
  return symbols
    .filter(
      (symbol) =>
        symbol.form === form &&
        symbol.block !== true &&
        symbol.general !== true &&
        symbol.inPlace !== true &&
        (symbol.deprecated !== true || symbol.path === like),
    )
    .flatMap((symbol) => callOf(symbol, target) ?? [])
    .sort((one, other) => one.given.size - other.given.size);
}

function callOf(symbol: Symbol, target: ActivationId): TargetCall | undefined {
  const { parameters } = parseSignature(symbol.signature);
  const selections = [
    new Map<string, ArgumentValue>(),
    ...(symbol.variants ?? [])
      .filter(({ activation }) => activation === target)
      .map((variant) => new Map(selectingArguments(variant, parameters))),
  ];
  const selection = selections.find((given) => callMeaning(symbol, given).activation === target);
  return selection !== undefined && isComplete(symbol, parameters, selection)
    ? asTarget(symbol, selection, target)
    : undefined;
}

function asTarget(
  symbol: Symbol,
  given: ReadonlyMap<string, ArgumentValue>,
  target: ActivationId,
): TargetCall | undefined {
  const meaning = callMeaning(symbol, given);
  return meaning.activation === target ? { symbol, given, arguments: meaning.arguments } : undefined;
}

/** Whether nothing is required but the input of a function, and an axis. */
function isComplete(
  { form }: Symbol,
  parameters: readonly SignatureParameter[],
  given: ReadonlyMap<string, ArgumentValue>,
): boolean {
  return parameters.every(
    (parameter, index) =>
      parameter.default !== undefined ||
      given.has(parameter.name) ||
      axes.has(parameter.name) ||
      (form === 'function' && index === 0),
  );
}
