import { ComputeEngine } from '@cortex-js/compute-engine';

/**
 * Evaluates the formulas that are shown, with a library that knows nothing of the activations. The library parses and
 * evaluates; what is rewritten before is notation that it does not know or gets wrong:
 * σ(…), Φ(…), φ(…) and erf(…), which are functions by convention only, `\max` and `\min`, whose results it takes for
 * possible lists, and chained comparisons such as 0 < x < 6, which it does not evaluate.
 */

type Bindings = Readonly<Record<string, number>>;

/** One side of an equation as a function of its variables (LaTeX names without the backslash: `alpha_p`). */
export type Evaluator = (bindings: Bindings) => number;

const VARIABLES = ['x', 't', 'u', 'v', 'a', 'b', 'h', 'l', 'm', 's', 'A', 'S'];
const GREEK_VARIABLES = ['alpha', 'beta', 'lambda', 'mu', 'omega_0', 'sigma', 'theta', 'alpha_p', 'alpha_n'];

const FUNCTIONS: Readonly<Record<string, (...numbers: number[]) => number>> = {
  greatest: Math.max,
  least: Math.min,
  logistic: (x) => 1 / (1 + Math.exp(-x)),
  erf: erfBySeries,
  normalDistribution: (x) => (1 + erfBySeries(x / Math.SQRT2)) / 2,
  normalDensity: (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
};

const NOTATION: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\\max/g, String.raw`\operatorname{greatest}`],
  [/\\min/g, String.raw`\operatorname{least}`],
  [/\\sigma(?=\()/g, String.raw`\operatorname{logistic}`],
  [/\\Phi(?=\()/g, String.raw`\operatorname{normalDistribution}`],
  [/\\varphi(?=\()/g, String.raw`\operatorname{normalDensity}`],
];

const engine = createEngine();

function createEngine(): ComputeEngine {
  const created = new ComputeEngine();
  created.precision = 'machine';
  for (const variable of [...VARIABLES, ...GREEK_VARIABLES]) {
    created.declare(variable, 'real');
  }
  for (const [name, evaluate] of Object.entries(FUNCTIONS)) {
    created.declare(name, {
      signature: '(number+) -> number',
      evaluate: (operands) => created.number(evaluate(...operands.map((operand) => Number(operand.valueOf())))),
    });
  }
  return created;
}

/** The Maclaurin series of erf, which is exact enough for |x| < 5; beyond, erf is ±1 to eleven digits. */
function erfBySeries(x: number): number {
  if (Math.abs(x) > 5) return Math.sign(x);
  // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1)/(1·3·5···(2n+1)): all terms of one sign, so nothing cancels.
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/**
 * Every side of a shown equation but the first, which is the function's name: two for `f(x)=x\,\Phi(x)=…`. In an
 * `aligned` block the first row is the equation, and the others define what it uses.
 */
export function evaluatorsOfLatex(latex: string): readonly Evaluator[] {
  const body = latex.replace(/^\\begin\{aligned\}(.*)\\end\{aligned\}$/, '$1').replaceAll('&=', '=');
  const [equation = '', ...definitions] = body === latex ? [latex] : body.split('\\\\');
  const [, ...sides] = splitOutside(equation.replace(/\\quad.*$/, ''), '=');
  return sides.map((side) => evaluatorOf(side, definitions));
}

function evaluatorOf(side: string, definitions: readonly string[]): Evaluator {
  const integral = /^(.*)\\int_0\^x (.*)\\,dt$/.exec(side);
  if (integral !== null) {
    const factor = parse(integral[1] ?? '');
    const integrand = parse(integral[2] ?? '');
    return ({ x = Number.NaN }) => numberOf(factor, {}) * integrate((t) => numberOf(integrand, { t }), x);
  }
  const expression = parse(side);
  const meanings = definitions.map((definition) => {
    const [name = '', meaning = ''] = splitOutside(definition, '=');
    return [name.trim(), parse(meaning)] as const;
  });
  return (bindings) => {
    const defined = meanings.map(([name, meaning]) => [name, numberOf(meaning, bindings)] as const);
    return numberOf(expression, { ...bindings, ...Object.fromEntries(defined) });
  };
}

function numberOf(tree: unknown, bindings: Bindings): number {
  const result = evaluate(tree, bindings);
  if (typeof result !== 'number') throw new Error(`no number: ${JSON.stringify(tree)}`);
  return result;
}

/**
 * Lets the library evaluate one operation after the other, from the inside out: numbers, and True or False. Given the
 * whole expression at once it would first simplify it exactly, which takes a hundred times as long.
 */
function evaluate(tree: unknown, bindings: Bindings): unknown {
  if (typeof tree === 'string') return bindings[tree] ?? tree;
  if (!Array.isArray(tree)) return tree;
  const [operator, ...operands] = tree as unknown[];
  const result = engine
    .box([operator, ...operands.map((operand) => evaluate(operand, bindings))] as Parameters<ComputeEngine['box']>[0])
    .N();
  const value: unknown = result.valueOf();
  return typeof value === 'number' ? value : result.json;
}

/** The tree that the library makes of LaTeX. */
function parse(latex: string): unknown {
  const known = NOTATION.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), latex);
  const parsed = engine.parse(known);
  if (!parsed.isValid) throw new Error(`not understood: ${latex}`);
  return JSON.parse(JSON.stringify(parsed.json), splitComparison);
}

/** ["Less", a, x, b] → ["And", ["Less", a, x], ["Less", x, b]] */
function splitComparison(_key: string, node: unknown): unknown {
  if (!Array.isArray(node) || node.length !== 4 || (node[0] !== 'Less' && node[0] !== 'LessEqual')) return node;
  const [operator, first, second, third] = node as unknown[];
  return ['And', [operator, first, second], [operator, second, third]];
}

/** Splits at the separators that stand in no braces and no parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let conditions = 0;
  for (const [index, character] of Array.from(text).entries()) {
    if (text.startsWith('\\begin{cases}', index)) conditions += 1;
    if (text.startsWith('\\end{cases}', index)) conditions -= 1;
    if ('{('.includes(character)) depth += 1;
    if ('})'.includes(character)) depth -= 1;
    if (character === separator && depth === 0 && conditions === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

/** Nodes and weights of the five-point Gauss–Legendre rule on [−1, 1]. */
const GAUSS_LEGENDRE: readonly (readonly [node: number, weight: number])[] = [
  [0, 0.5688888888888889],
  [-0.5384693101056831, 0.47862867049936647],
  [0.5384693101056831, 0.47862867049936647],
  [-0.906179845938664, 0.23692688505618908],
  [0.906179845938664, 0.23692688505618908],
];

/** The integral from 0 to `to`, by Gauss–Legendre on pieces no longer than 1/2. */
function integrate(integrand: (t: number) => number, to: number): number {
  const pieces = Math.ceil(Math.abs(to) * 2);
  const half = to / pieces / 2;
  const middles = Array.from({ length: pieces }, (_, index) => (2 * index + 1) * half);
  return middles
    .flatMap((middle) => GAUSS_LEGENDRE.map(([node, weight]) => weight * half * integrand(middle + node * half)))
    .reduce((sum, part) => sum + part, 0);
}

const TEXT_NOTATION: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/−/g, '-'],
  [/·/g, String.raw`\cdot `],
  [/½/g, String.raw`\frac{1}{2}`],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/√([2π])/g, String.raw`\sqrt{$1}`],
  [/ω₀/g, String.raw`\omega_0 `],
  [/α_([pn])/g, String.raw`\alpha_$1 `],
  [/π/g, String.raw`\pi `],
  [/Φ/g, String.raw`\Phi`],
  [/φ/g, String.raw`\varphi`],
  [/α/g, String.raw`\alpha `],
  [/β/g, String.raw`\beta `],
  [/θ/g, String.raw`\theta `],
  [/λ/g, String.raw`\lambda `],
  [/μ/g, String.raw`\mu `],
  [/σ(?!\()/g, String.raw`\sigma `],
  [/σ(?=\()/g, String.raw`\sigma`],
  [/≤/g, String.raw`\le `],
  [/≥/g, String.raw`\ge `],
  [/(?<![a-z\\])(arctan|tanh|cosh|sin|cos|ln|max|min)/g, String.raw`\$1`],
  [/(?<![a-z\\])(erf)/g, String.raw`\operatorname{$1}`],
  [/e\^x/g, 'e^{x}'],
];

/**
 * The same for the text form, read as its author means it: `A (x > 0); B (x ≤ 0)` are cases, `…; u = …` defines what
 * the equation uses, and roots and powers reach as far as their parentheses.
 */
export function evaluatorsOfText(text: string): readonly Evaluator[] {
  const [, ...sides] = splitOutside(text, '=');
  const pieces = sides
    .join('=')
    .split(';')
    .map((piece) => /^(.*) \(([^()]*[<>≤≥=][^()]*|.*Φ\(x\).*)\)$/.exec(piece.trim()));
  if (pieces.every((piece) => piece !== null)) {
    const rows = pieces.map((piece) => `${latexOfText(piece[1] ?? '')} & ${latexOfText(piece[2] ?? '')}`);
    return [evaluatorOf(String.raw`\begin{cases}${rows.join('\\\\')}\end{cases}`, [])];
  }
  const [equation = '', ...definitions] = text.replace(/ \(x ≠ θ\)$/, '').split('; ');
  const [, ...parts] = splitOutside(equation, '=');
  return parts
    .filter((part) => !part.includes('∫'))
    .map((part) => evaluatorOf(latexOfText(part), definitions.map(latexOfText)));
}

function latexOfText(text: string): string {
  const grouped = group(group(text.trim(), '√(', String.raw`\sqrt`), '^(', '^');
  return TEXT_NOTATION.reduce((latex, [pattern, replacement]) => latex.replace(pattern, replacement), grouped);
}

/** `√(2π)` → `\sqrt{2π}`: what stands in the parentheses after `opening` becomes the argument of `command`. */
function group(text: string, opening: string, command: string): string {
  const start = text.indexOf(opening);
  if (start === -1) return text;
  let depth = 1;
  let end = start + opening.length;
  while (depth > 0 && end < text.length) {
    depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    end += 1;
  }
  const inner = group(text.slice(start + opening.length, end - 1), opening, command);
  return `${text.slice(0, start)}${command}{${inner}}${group(text.slice(end), opening, command)}`;
}
