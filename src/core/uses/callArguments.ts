import type { GivenArguments, GivenValue } from '../frameworks/callMeaning';
import { bindArguments } from '../frameworks/callMeaning';
import type { CallForm } from '../frameworks/framework';
import { parseSignature, type SignatureParameter } from '../frameworks/signature';
import type { SyntaxNode } from '../python/syntax';

/** The arguments of a call as it is written. */
export interface WrittenArguments {
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
  /** `*args` hides how many positional arguments follow. */
  readonly hasStar: boolean;
  /** `**kwargs` hides which keywords are given. */
  readonly hasDoubleStar: boolean;
}

/** Reads the argument list of a `call` node. */
export function readArguments(call: SyntaxNode): WrittenArguments {
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  let hasStar = false;
  let hasDoubleStar = false;
  const list = call.childForFieldName('arguments');
  if (list?.type === 'generator_expression') {
    return { positional: [list], keywords, hasStar, hasDoubleStar };
  }
  for (const child of list?.namedChildren ?? []) {
    if (child === null) {
      continue;
    }
    switch (child.type) {
      case 'comment':
      case 'line_continuation':
      case 'ERROR':
        break;
      case 'keyword_argument': {
        const name = child.childForFieldName('name');
        const value = child.childForFieldName('value');
        if (name !== null && value !== null) {
          keywords.set(name.text, value);
        }
        break;
      }
      case 'list_splat':
        hasStar = true;
        break;
      case 'dictionary_splat':
        hasDoubleStar = true;
        break;
      default:
        if (!hasStar) {
          positional.push(child);
        }
    }
  }
  return { positional, keywords, hasStar, hasDoubleStar };
}

/** Binds written arguments to the parameters of a form; what stars hide is unknown (`undefined`). */
export function giveArguments(
  form: CallForm,
  written: WrittenArguments,
  evaluate: (node: SyntaxNode) => GivenValue,
): GivenArguments {
  const { parameters } = parseSignature(form.signature);
  if (isSilent(form, written, parameters)) {
    return nothing;
  }
  const keywords = new Map<string, GivenValue>();
  for (const [name, node] of written.keywords) {
    keywords.set(name, evaluate(node));
  }
  const hidden = new Map<string, GivenValue>();
  for (const { name, position } of parameters) {
    const mayBeStarred = written.hasStar && position !== null && position >= written.positional.length;
    if ((mayBeStarred || written.hasDoubleStar) && !keywords.has(name)) {
      hidden.set(name, undefined);
    }
  }
  // Only those whose value matters are worth evaluating: the input of `F.relu(x)` is none of them.
  const positional = written.positional.map((node, index) =>
    isInput(form, parameters.find(({ position }) => position === index)?.name) ? undefined : evaluate(node),
  );
  return new Map([...hidden, ...bindArguments(form.signature, positional, keywords)]);
}

const nothing: GivenArguments = new Map();

/** Nothing is given, or only the input of `F.relu(x)`: so most calls are. */
function isSilent(
  form: CallForm,
  { positional, keywords, hasStar, hasDoubleStar }: WrittenArguments,
  parameters: readonly SignatureParameter[],
): boolean {
  return (
    keywords.size === 0 &&
    !hasStar &&
    !hasDoubleStar &&
    (positional.length === 0 || (positional.length === 1 && isInput(form, parameters[0]?.name)))
  );
}

const inputNames = /^(?:input|x|features|tensor|inputs|data|_input|logits|hidden_states)$/;

function isInput(form: CallForm, name: string | undefined): boolean {
  return name === undefined || (inputNames.test(name) && form.renames?.[name] === undefined);
}
