import type { ArgumentValue } from '../text';

/** One parameter of a library's function or class, as its signature writes it. */
export interface SignatureParameter {
  readonly name: string;
  /** Zero-based position among the positional arguments; `null`: by keyword only. */
  readonly position: number | null;
  /** Absent: the argument is required. `null`: Python's `None`, or an expression that is no literal. */
  readonly default?: ArgumentValue;
}

export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  /** `*args`: any number of further positional arguments. */
  readonly takesMorePositional: boolean;
  /** `**kwargs`: any further keyword. */
  readonly takesMoreKeywords: boolean;
}

const parsed = new Map<string, Signature>();

/** The parameters of a signature such as `input, negative_slope=0.01, *, out=None`. Parsed once per text. */
export function parseSignature(text: string): Signature {
  let signature = parsed.get(text);
  if (signature === undefined) {
    signature = parse(text);
    parsed.set(text, signature);
  }
  return signature;
}

function parse(text: string): Signature {
  const parameters: SignatureParameter[] = [];
  let takesMorePositional = false;
  let takesMoreKeywords = false;
  let keywordOnly = false;
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part.startsWith('**')) {
      takesMoreKeywords = true;
    } else if (part.startsWith('*')) {
      takesMorePositional = part.length > 1;
      keywordOnly = true;
    } else if (part !== '') {
      parameters.push(parseParameter(part, keywordOnly ? null : parameters.length));
    }
  }
  return { parameters, takesMorePositional, takesMoreKeywords };
}

function parseParameter(part: string, position: number | null): SignatureParameter {
  const equals = part.indexOf('=');
  if (equals < 0) return { name: part, position };
  return { name: part.slice(0, equals), position, default: parseDefault(part.slice(equals + 1)) };
}

/** The tables write defaults as Python does, and only literals without commas in them. */
function parseDefault(text: string): ArgumentValue {
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (/^(['"]).*\1$/.test(text)) return text.slice(1, -1);
  const quotient = text.split('/').map(Number);
  const value = quotient.reduce((numerator, denominator) => numerator / denominator);
  return Number.isNaN(value) ? null : value;
}
