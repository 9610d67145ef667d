import { inputNames } from './names';

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
const glance = 200;

const always: Test = () => true;

/** The arguments of a call must look like this. */
function whereArgumentsHave(pattern: RegExp): Test {
  return (text, _start, open) => pattern.test(argumentsAt(text, open));
}

function argumentsAt(text: string, open: number): string {
  return text.slice(open + 1, Math.min(closingParenthesis(text, open + 1), open + glance));
}

function isOneOf(...tests: readonly Test[]): Test {
  return (...place) => tests.some((test) => test(...place));
}

function isAllOf(...tests: readonly Test[]): Test {
  return (...place) => tests.every((test) => test(...place));
}

/** Functions of daily life count where their argument or the function around them speaks of a network. */
const isEveryday: Test = (text, start, open) =>
  mayBeInput.test(argumentsAt(text, open)) || isInDefinitionOfActivation(text, start);

/** x, W @ x + b, self.fc(x). */
const mayBeInput = new RegExp(`(?<![\\w.])(?:${inputNames})(?![\\w.(])|@|\\bdot\\(|matmul\\(|self\\.\\w+\\(`, 'i');

/** `sin(x)`, `sin(w0 * x)`, `sin(self.linear(x))`; not what is computed from more. */
const isAppliedToInput: Test = (text, start, open) =>
  appliedInput.test(argumentsAt(text, open)) || isInDefinitionOfActivation(text, start);

const appliedInput = new RegExp(
  `^\\s*-?(?:[\\w.]+\\s*\\*\\s*)?(?:${inputNames})\\s*(?:\\*\\s*[\\w.]+\\s*)?$|@|\\bdot\\(|self\\.\\w+\\(`,
  'i',
);

const definition = /\b(?:def|class)\s+(\w+)|(\w+)['"]?\s*[:=]\s*lambda\b/g;
const activationName =
  /relu|sigmoid|tanh|(?:^|_)sine?(?:$|_)|siren|sine[A-Z]|Sine|cosine|gauss|rbf|radial|step|heavi|^exp|softplus|elu$|lu$|^abs|ramp|activ|(?:^|_)act(?:$|_|\d)|Act$|hard_|snake/i;

/** `def relu(data)`, `class Sine`, `gaussian = lambda v: …`: the last definition before. */
function isInDefinitionOfActivation(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 600), start);
  return [...before.matchAll(definition)]
    .slice(-2)
    .some(([, name, lambda]) => activationName.test(name ?? lambda ?? ''));
}

const clipsLikeActivation =
  /(?:^|,|\bmin\s*=|a_min\s*=)\s*0(?:\.0*)?\s*(?:,\s*(?:max\s*=\s*)?None\s*)?$|\b0(?:\.0*)?\s*,\s*(?:\w+\s*=\s*)?6(?:\.0*)?\b|-\s*1(?:\.0*)?\s*,\s*(?:\w+\s*=\s*)?1(?:\.0*)?\s*(?:,|$)/;
const clipsScaled = /[*/][^]*\b0(?:\.0*)?\s*,\s*(?:\w+\s*=\s*)?[12](?:\.0*)?\s*$|[+]\s*[23](?:\.0*)?\s*,\s*0/;
const comparesWithZeroOrScaled = /^\s*0(?:\.0*)?\s*,|,\s*(?:0(?:\.0*)?\s*(?:,|$)|\w*\.?zeros?\w*)/;
const clipsAtSix = /\b0(?:\.0*)?\s*,\s*(?:\w+\s*=\s*)?6(?:\.0*)?\b/;
const comparesAffine = /(?:@|dot\(|self\.\w+\()[^]*,[^]*(?:@|dot\(|self\.\w+\()/;
const scaled = /\*/;

/** `np.tanh` is found here; `torch.tanh` is a library's own activation and only counts as a part. */
const isOfArrays: Test = (text, start) =>
  /(?:\bnp|\bnumpy|\bjnp|\bmath|\bxp|\bcp|\bcupy|\blax|^|[^\w.])\.?$/.test(text.slice(Math.max(0, start - 8), start));

/** Next to an exponential stands what makes a formula of it. */
const isInFormula: Test = (text, start, open) => {
  const around = text.slice(Math.max(0, start - 60), open + 120);
  return /\b1\.?0*\s*[+-]|[+-]\s*1\b|\bsum|exp[^]*exp|\*\*\s*2|square|pow|tanh|where/.test(around);
};

const isSquared: Test = (text, start, open) => isFollowedBySquare(text, start, open);

const tests: ReadonlyMap<string, Test> = new Map([
  ...all(['expm1', 'logaddexp', 'cosh', 'special_expit'], always),
  ...all(['log1p'], whereArgumentsHave(/exp|sig/)),
  ...all(
    ['sigmoid', 'expit', 'hardsigmoid', 'hard_sigmoid', 'softplus', 'relu', 'relu6', 'silu', 'swish', 'gelu'],
    isOperand,
  ),
  ...all(['ReLU', 'ReLU6', 'Sigmoid', 'SiLU', 'GELU', 'Softplus', 'erf', 'erfc', 'ndtr', 'cdf', 'softmax'], isOperand),
  ...all(['logsumexp'], isOperand),
  ...all(['square'], whereArgumentsHave(/relu|act/i)),
  ...all(['sqrt'], whereArgumentsHave(/\*\*\s*2|square|pow|soft|exp/i)),
  ...all(['pow', 'power'], whereArgumentsHave(/relu|act\w*\(/i)),
  ...all(['where', 'select'], whereArgumentsHave(/[<>][^]*,/)),
  ...all(
    ['maximum', 'fmax'],
    isOneOf(
      isAllOf(whereArgumentsHave(comparesWithZeroOrScaled), isEveryday),
      whereArgumentsHave(scaled),
      whereArgumentsHave(comparesAffine),
    ),
  ),
  ...all(
    ['max'],
    isOneOf(
      isAllOf(whereArgumentsHave(comparesWithZeroOrScaled), isEveryday),
      isAllOf(whereArgumentsHave(/^[^=]*,[^=]*\*|^[^=]*\*[^=]*,/), isEveryday),
      whereArgumentsHave(comparesAffine),
    ),
  ),
  ...all(['min', 'minimum'], whereArgumentsHave(/max\w*\(|relu/)),
  ...all(
    ['clip', 'clip_by_value', 'clamp', 'clamp_'],
    isOneOf(
      isAllOf(whereArgumentsHave(clipsLikeActivation), isEveryday),
      isAllOf(whereArgumentsHave(clipsLikeActivation), isMethod),
      whereArgumentsHave(clipsScaled),
      whereArgumentsHave(clipsAtSix),
    ),
  ),
  ...all(['clamp_min', 'clamp_min_', 'clip_min'], isOneOf(isEveryday, isMethod)),
  ...all(['concat', 'concatenate', 'cat'], whereArgumentsHave(/relu/i)),
  ...all(['log'], whereArgumentsHave(/sig|exp|soft|cosh|\b1\s*[+]|sum/i)),
  ...all(['exp'], isOneOf(isInFormula, isAppliedToInput)),
  ...all(['sin', 'cos'], isOneOf(isAppliedToInput, isSquared)),
  ...all(['arctan', 'atan', 'heaviside'], isAppliedToInput),
  ...all(['abs', 'absolute', 'fabs'], isOneOf(isAppliedToInput, isAddedOrCompared)),
  ...all(['tanh'], isOneOf(isOfArrays, isOperand)),
]);

function all(names: readonly string[], test: Test): readonly (readonly [string, Test])[] {
  return names.map((name) => [name, test]);
}

/** What the result of a function may be in a formula of a later statement. */
type Outcome =
  /** Its core. */
  | 'core'
  /** A part of a formula that has another core. */
  | 'part'
  /** The two halves of a gated unit. */
  | 'halves';

const outcomes: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ...['exp', 'erf', 'tanh', 'sigmoid', 'expit', 'softplus', 'cdf', 'ndtr', 'logsumexp'].map(named('core')),
  ...['sum', 'reduce_sum', 'max', 'amax', 'sqrt'].map(named('part')),
  ...['chunk', 'split', 'tensor_split', 'unbind', 'array_split'].map(named('halves')),
]);

function named(outcome: Outcome): (name: string) => readonly [string, Outcome] {
  return (name) => [name, outcome];
}

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
    const test = tests.get(name) ?? (name.includes('act') && ownActivation.test(name) ? isOperand : undefined);
    if (test?.(this.text, start, open) === true || isSecondBranch(this.text, start)) {
      this.offsets.push(start);
    }
    const outcome = outcomes.get(name);
    if (outcome === 'halves') {
      this.followHalves(start);
    } else if (outcome !== undefined) {
      this.followName(start, name, outcome);
    }
  }

  /** `s = torch.sigmoid(x)`: the formula may go on where the name is used. */
  private followName(start: number, functionName: string, outcome: Outcome): void {
    const name = /^[ \t]*([A-Za-z_]\w*)[ \t]*=(?!=)/.exec(this.lineBefore(start))?.[1];
    if (name === undefined || this.names.has(name)) {
      return;
    }
    this.names.add(name);
    const lineEnd = this.text.indexOf('\n', start);
    if (lineEnd >= 0 && outcome === 'core') {
      this.addMentions(name, lineEnd, Math.min(this.to, lineEnd + reach), functionName.endsWith('exp'));
    }
  }

  /** `a, b = x.chunk(2)` and then `a * b`. */
  private followHalves(start: number): void {
    const target = /^[ \t]*\(?([A-Za-z_]\w*)[ \t]*,[ \t]*([A-Za-z_]\w*)\)?[ \t]*=(?!=)/.exec(this.lineBefore(start));
    const [, first = '', second = ''] = target ?? [];
    if (target !== null) {
      const after = this.text.slice(start, Math.min(this.to, start + reach));
      const found = after.search(new RegExp(`\\b(?:${first}\\s*\\*\\s*${second}|${second}\\s*\\*\\s*${first})\\b`));
      if (found >= 0) {
        this.offsets.push(start + found);
      }
    }
  }

  private lineBefore(start: number): string {
    return this.text.slice(Math.max(this.text.lastIndexOf('\n', start) + 1, this.from), start);
  }

  /** Adds the places where a name is an operand of a product, a quotient or a sum. */
  private addMentions(name: string, start: number, end: number, isExponential: boolean): void {
    let count = 0;
    for (let at = this.text.indexOf(name, start); at >= 0 && at < end; at = this.text.indexOf(name, at + 1)) {
      const after = at + name.length;
      if (isWordCode(this.text.charCodeAt(at - 1)) || isWordCode(this.text.charCodeAt(after))) {
        continue;
      }
      const [head, tail] = [this.text.slice(at - 12, at), this.text.slice(after, after + 12)];
      // An exponential is divided by its sum, or added to 1; others are factors.
      const isOperandHere = isExponential
        ? /^\s*\)?\s*\//.test(tail) || /^\s*\+\s*1\b/.test(tail) || /\b1\.?0*\s*\+\s*$/.test(head)
        : /^\s*\)*\s*[*/](?!\*)/.test(tail) || /(?:[*/]|\b1\.?0*\s*[+-])\s*\(?\s*$/.test(head);
      if (isOperandHere) {
        this.offsets.push(at);
        if (++count === placesPerName) {
          return;
        }
      }
    }
  }
}

/** `x.clamp(min=0)`: the input stands before. */
function isMethod(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  return /[)\]]\.$/.test(before)
    ? /self\.\w+\(|@|dot\(/.test(before)
    : mayBeInput.test(`${before.slice(0, -1)} `) && before.endsWith('.');
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
  if (after === 'else') {
    // x if x > 0 else …
    return (
      /(?<![\w.])(\w+)\s+if\s+\1\s*$/.test(before) &&
      (mayBeInput.test(before.slice(-8)) || isInDefinitionOfActivation(text, at))
    );
  }
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
  if (/[*/+]=?$|(?:square|cat|concatenate|concat|pow|power|sqrt|log|tanh|multiply|mul)$/.test(head)) {
    return true;
  }
  if (/[\w)\]]\s*-\s*\(?[\w.]*$/.test(text.slice(Math.max(0, start - 40), start))) {
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
