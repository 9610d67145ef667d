/**
 * Where in a text an expression worth a look may stand. Reads characters only, so that files without any cost nothing
 * but a scan over their parentheses.
 */
export interface Candidates {
  /** Offsets inside names and operators around which an activation may be written out, ascending. */
  readonly offsets: readonly number[];
  /** Names whose values may be a part of the formula: `cdf`, `exps`. */
  readonly names: ReadonlySet<string>;
}

/** Looks at the text around one function or operator. `start` is where its name starts, `open` its parenthesis. */
type Test = (text: string, start: number, open: number) => boolean;

/** How much of an argument is looked at, in characters. */
const glance = 120;

const always: Test = () => true;

/** What follows the parenthesis must look like this. */
function whereArgumentsHave(pattern: RegExp): Test {
  return (text, _start, open) => pattern.test(text.slice(open, open + glance));
}

const bound = whereArgumentsHave(
  /[(,=]\s*(?:-?(?:0|1|6)(?:\.0*)?|zeros?|0?\.\d+\s*\*.*|\w+\s*\*.*|.*(?:zeros|relu|exp|maximum|max\().*)\s*[,)]|torch\.zeros/s,
);
const comparedWithZero = whereArgumentsHave(/[<>]/);
const formulaInside = whereArgumentsHave(/sig|exp|soft|cosh|sum/i);
const plainInput = whereArgumentsHave(/^\(\s*(?:[-\w.]+|[\w.]+\s*\*\s*\w+)\s*\)/);

function isOneOf(...tests: readonly Test[]): Test {
  return (...place) => tests.some((test) => test(...place));
}

/** `np.tanh` is found here; `torch.tanh` is a library's own activation and only counts as a part. */
const isOfArrays: Test = (text, start) =>
  /(?:\bn(?:um)?py?|\bjnp|\bmath|\bxp|\bcp|\bcupy|\blax|^|[^\w.])\.?$/.test(text.slice(Math.max(0, start - 8), start));

/** Next to an exponential stands what makes a formula of it. */
const isInFormula: Test = (text, start, open) => {
  const around = text.slice(Math.max(0, start - 60), open + glance);
  return /1\.?0*\s*[+-]|[+-]\s*1\b|sum|exp[^]*exp|\*\*\s*2|square|pow|tanh|where|max|min|softmax/.test(around);
};

const isFactor: Test = isOperand;

const tests: ReadonlyMap<string, Test> = new Map([
  ...all(['expm1', 'log1p', 'logaddexp', 'cosh', 'heaviside', 'special_expit'], always),
  ...all(
    ['sigmoid', 'expit', 'hardsigmoid', 'hard_sigmoid', 'softplus', 'relu', 'relu6', 'silu', 'swish', 'gelu'],
    isFactor,
  ),
  ...all(
    ['ReLU', 'ReLU6', 'Sigmoid', 'SiLU', 'GELU', 'Softplus', 'erf', 'erfc', 'ndtr', 'cdf', 'softmax', 'logsumexp'],
    isFactor,
  ),
  ...all(['square', 'sqrt'], whereArgumentsHave(/relu|act|\*\*\s*2|square|pow|soft|exp/i)),
  ...all(['pow'], whereArgumentsHave(/relu|act\w*\(|sin/i)),
  ...all(['where', 'select'], comparedWithZero),
  ...all(['maximum', 'fmax', 'clip', 'clip_by_value', 'clamp', 'clamp_', 'clamp_min', 'clamp_min_', 'clip_min'], bound),
  ...all(['minimum'], whereArgumentsHave(/max|relu/)),
  ...all(['concat', 'concatenate', 'cat'], whereArgumentsHave(/relu/i)),
  ...all(['log'], formulaInside),
  ...all(['exp'], isOneOf(isInFormula, plainInput)),
  ...all(['sin'], isOneOf(plainInput, isFollowedBySquare, whereArgumentsHave(/self\.\w+\(/))),
  ...all(['cos', 'arctan', 'atan'], isOneOf(plainInput, isFollowedBySquare)),
  ...all(['abs', 'absolute', 'fabs'], isOneOf(plainInput, isAddedOrCompared)),
  ...all(['tanh'], isOneOf(isOfArrays, isFactor)),
  ...all(
    ['max'],
    whereArgumentsHave(/^\(\s*(?:-?[\d.]+\s*,|[\w.]+\s*\*|\w+\s*,\s*(?:-?\d|torch\.|zeros?\b|\w+\s*\*))/),
  ),
  ...all(['min'], whereArgumentsHave(/^\(\s*[\d.]+\s*,\s*max/)),
]);

function all(names: readonly string[], test: Test): readonly (readonly [string, Test])[] {
  return names.map((name) => [name, test]);
}

/** Functions whose result may be a part of a formula in a later statement. */
const partFunctions = /^(?:exp|erf|tanh|sigmoid|expit|softplus|sum|reduce_sum|cdf|ndtr|sin|logsumexp|max|amax|sqrt)$/;

/** Functions that split a tensor into the halves of a gated unit. */
const splitFunctions = /^(?:chunk|split|tensor_split|unbind|array_split)$/;

/** Layers of the user's own may be activations under any such name. */
const ownActivation = /^act(?:ivation)?(?:_?f(?:n|unc\w*)?)?\d*$|_act(?:ivation)?(?:_fn)?$/;

/** How far from the statement that binds a part the rest of the formula is looked for, in characters. */
const reach = 2000;

/** How many places one name is followed to. */
const placesPerName = 6;

/** Whether a text may hold a hand-written activation at all. */
export function mayHoldExpression(text: string): boolean {
  return new CandidateScan(text, 0, text.length, true).run().offsets.length > 0;
}

/**
 * Finds the candidates between two offsets of a text.
 *
 * @param from the first offset to look at
 * @param to the first offset not to look at
 */
export function findCandidates(text: string, from: number, to: number): Candidates {
  const { offsets, names } = new CandidateScan(text, from, to, false).run();
  return { offsets: [...new Set(offsets)].sort((left, right) => left - right), names };
}

class CandidateScan {
  readonly offsets: number[] = [];
  readonly names = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
    private readonly stopsAtFirst: boolean,
  ) {}

  run(): this {
    for (let open = this.text.indexOf('(', this.from); this.goesOn(open); open = this.text.indexOf('(', open + 1)) {
      this.lookAtCall(open);
    }
    for (let at = this.text.indexOf('>', this.from); this.goesOn(at); at = this.text.indexOf('>', at + 1)) {
      if (isComparisonInFormula(this.text, at)) {
        this.offsets.push(at);
      }
    }
    return this;
  }

  private goesOn(at: number): boolean {
    return at >= 0 && at < this.to && !(this.stopsAtFirst && this.offsets.length > 0);
  }

  private lookAtCall(open: number): void {
    let start = open;
    while (start > this.from && isWordCode(this.text.charCodeAt(start - 1))) {
      start--;
    }
    if (start === open) {
      return;
    }
    const name = this.text.slice(start, open);
    const test = tests.get(name) ?? (ownActivation.test(name) ? isFactor : undefined);
    if (test?.(this.text, start, open) === true || isSecondBranch(this.text, start)) {
      this.offsets.push(start);
    }
    if (partFunctions.test(name) || splitFunctions.test(name)) {
      this.followBinding(start, splitFunctions.test(name));
    }
  }

  /** `s = torch.sigmoid(x)`, `a, b = x.chunk(2)`: the formula may go on where the name is used. */
  private followBinding(start: number, isSplit: boolean): void {
    const lineStart = this.text.lastIndexOf('\n', start) + 1;
    const head = this.text.slice(Math.max(lineStart, this.from), start);
    const target = isSplit
      ? /^[ \t]*\(?([A-Za-z_]\w*)[ \t]*,[ \t]*[A-Za-z_]\w*\)?[ \t]*=(?!=)/.exec(head)
      : /^[ \t]*([A-Za-z_]\w*)[ \t]*=(?!=)/.exec(head);
    const name = target?.[1];
    if (name === undefined || (!isSplit && this.names.has(name))) {
      return;
    }
    if (!isSplit) {
      this.names.add(name);
    }
    const lineEnd = this.text.indexOf('\n', start);
    if (lineEnd >= 0) {
      this.addMentions(name, lineEnd, Math.min(this.to, lineEnd + reach));
    }
  }

  /** Adds the places where a name is an operand of a product, a quotient or a sum. */
  private addMentions(name: string, start: number, end: number): void {
    let count = 0;
    for (let at = this.text.indexOf(name, start); at >= 0 && at < end; at = this.text.indexOf(name, at + 1)) {
      const after = at + name.length;
      if (isWordCode(this.text.charCodeAt(at - 1)) || isWordCode(this.text.charCodeAt(after))) {
        continue;
      }
      const isOperandHere =
        /^\s*\)*\s*[*/]/.test(this.text.slice(after, after + 12)) ||
        /[*/+-]\s*\(?\s*$/.test(this.text.slice(at - 8, at));
      if (isOperandHere) {
        this.offsets.push(at);
        if (++count === placesPerName) {
          return;
        }
      }
    }
  }
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

/** `self.w1(x) * self.w2(x)`: two layers that multiply each other. */
function isSecondBranch(text: string, start: number): boolean {
  return text.startsWith('self.', start - 5) && /\)\s*\*\s*$/.test(text.slice(Math.max(0, start - 12), start - 5));
}

/** `x * (x > 0)`, `(x > 0).astype(float)`, `float(x > 0)`, `x if x > 0 else 0`. */
function isComparisonInFormula(text: string, at: number): boolean {
  const after = /^>=?\s*0(?:\.0*)?\s*(\)\s*(?:\*(?!\*)|\.(?:astype|float|to|type|int|double)\b)|else\b|\))/.exec(
    text.slice(at, at + 40),
  )?.[1];
  if (after === undefined) {
    return false;
  }
  const before = text.slice(Math.max(0, at - 40), at);
  return after === ')' ? /(?:\*\s*|\bfloat)\(\s*[^()]*$/.test(before) : true;
}

/** `abs(x) + 1`, `1 + abs(x)`, `abs(x) > lambd`. */
function isAddedOrCompared(text: string, start: number, open: number): boolean {
  const end = closingParenthesis(text, open + 1);
  return (
    /^\s*\)*\s*(?:[>+]|-\s*\w)/.test(text.slice(end + 1, end + 12)) ||
    /[-+]\s*[\w.]*$/.test(text.slice(Math.max(0, start - 16), start))
  );
}

/** `sin(a * x) ** 2`. */
function isFollowedBySquare(text: string, start: number, open: number): boolean {
  const end = closingParenthesis(text, open + 1);
  return (
    /^\s*(?:\*\*\s*2|\.(?:pow|square)\()|^\s*,\s*2/.test(text.slice(end + 1, end + 16)) ||
    /(?:pow|square)\(\s*[\w.]*$/.test(text.slice(Math.max(0, start - 24), start))
  );
}

/** Whether what is called at `start` is an operand of arithmetic or an argument of a function that goes on with it. */
function isOperand(text: string, start: number, open: number): boolean {
  let before = start - 1;
  while (before >= 0 && /[\w.]/.test(text.charAt(before))) {
    before--;
  }
  while (before >= 0 && /[\s(-]/.test(text.charAt(before))) {
    before--;
  }
  const head = text.slice(Math.max(0, before - 12), before + 1);
  if (/[*/+]$|(?:square|cat|concatenate|concat|pow|power|sqrt|log|tanh|multiply|mul)$/.test(head)) {
    return true;
  }
  // A method stands behind its input, which is a call or a subscript perhaps.
  if (text.charAt(start - 1) === '.' && /[)\]]/.test(text.charAt(start - 2))) {
    return true;
  }
  const end = closingParenthesis(text, open + 1);
  return /^\s*(?:\([^()]*\))?\s*\)*\s*(?:[*/]|-\s*\w|\.(?:pow|square|mul|mul_|sqrt|log)\()/.test(
    text.slice(end + 1, end + 40),
  );
}

/** The offset of the parenthesis that closes the one before `start`; gives up after a long argument. */
function closingParenthesis(text: string, start: number): number {
  let depth = 1;
  const limit = Math.min(text.length, start + reach);
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x28) {
      depth++;
    } else if (code === 0x29 && --depth === 0) {
      return at;
    }
  }
  return limit;
}
