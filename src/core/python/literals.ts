import type { ArgumentValue } from '../text';
import type { SyntaxNode } from './syntax';

/** The expression that a name is bound to where the file binds it exactly once; otherwise nothing. */
export type LookUp = (name: SyntaxNode) => SyntaxNode | undefined;

/** The dotted path that a name or attribute stands for: `np.sqrt` → `numpy.sqrt`. */
export type PathOf = (node: SyntaxNode) => string | undefined;

/** Names longer than this chain of bindings are given up on: real code has one or two links. */
const maximumDepth = 40;

const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  e: Math.E,
  tau: 2 * Math.PI,
  inf: Infinity,
  Inf: Infinity,
  infty: Infinity,
  PINF: Infinity,
  NINF: -Infinity,
};

const functions: Readonly<Record<string, (...values: readonly number[]) => number>> = {
  sqrt: (x = NaN) => Math.sqrt(x),
  rsqrt: (x = NaN) => 1 / Math.sqrt(x),
  exp: (x = NaN) => Math.exp(x),
  expm1: (x = NaN) => Math.expm1(x),
  log: (x = NaN, base = Math.E) => (base === Math.E ? Math.log(x) : Math.log(x) / Math.log(base)),
  log1p: (x = NaN) => Math.log1p(x),
  log2: (x = NaN) => Math.log2(x),
  log10: (x = NaN) => Math.log10(x),
  pow: (x = NaN, y = NaN) => x ** y,
  power: (x = NaN, y = NaN) => x ** y,
  square: (x = NaN) => x * x,
  fabs: (x = NaN) => Math.abs(x),
  abs: (x = NaN) => Math.abs(x),
  sin: (x = NaN) => Math.sin(x),
  cos: (x = NaN) => Math.cos(x),
  tan: (x = NaN) => Math.tan(x),
  atan: (x = NaN) => Math.atan(x),
  arctan: (x = NaN) => Math.atan(x),
  tanh: (x = NaN) => Math.tanh(x),
  radians: (x = NaN) => (x * Math.PI) / 180,
};

/** Modules whose `sqrt`, `pi` and so on mean the mathematical ones. */
const mathematicalModules = new Set(['math', 'numpy', 'np', 'jax.numpy', 'jnp', 'torch', 'tensorflow.math', 'cmath']);

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escapePattern =
  /\\(?:\r\n|\n|\r|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([abfnrtv\\'"]))/g;

/**
 * What a Python expression evaluates to, as far as the source tells it: numbers, strings, booleans, arithmetic on
 * them, `math.sqrt(2)`, `float('inf')`, and names that are bound once to such an expression.
 *
 * @param lookUp gives the one binding of a name; names without one are no literals.
 * @param pathOf resolves names and attributes through imports; without it they are read as written (`math.pi`).
 * @returns `null` where the expression is no literal, where it is `None`, and where Python would raise. Infinities are
 * returned as such; NaN is no value and gives `null`.
 */
export function evaluateLiteral(node: SyntaxNode, lookUp: LookUp, pathOf?: PathOf): ArgumentValue {
  return new LiteralReader(lookUp, pathOf).read(node, 0);
}

/**
 * The text of a string literal without quotes and escapes; nothing for bytes and for f-strings with substitutions.
 */
export function stringValue(node: SyntaxNode): string | undefined {
  if (node.type === 'concatenated_string') {
    const parts = node.namedChildren.filter((part) => part?.type === 'string').map((part) => part && stringValue(part));
    return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
  }
  if (node.type !== 'string' || node.namedChildren.some((child) => child?.type === 'interpolation')) {
    return undefined;
  }
  const match = /^([a-zA-Z]*)('''|"""|'|")([\s\S]*)\2$/.exec(node.text);
  const [, prefix = '', , content = ''] = match ?? [];
  if (match === null || /b/i.test(prefix)) {
    return undefined;
  }
  const text = /f/i.test(prefix) ? content.replaceAll('{{', '{').replaceAll('}}', '}') : content;
  return /r/i.test(prefix) ? text : unescapeText(text);
}

function unescapeText(text: string): string {
  return text.replace(
    escapePattern,
    (_whole, hex2?: string, hex4?: string, hex8?: string, octal?: string, simple?: string) => {
      const hex = hex2 ?? hex4 ?? hex8;
      if (hex !== undefined || octal !== undefined) {
        const code = hex === undefined ? Number.parseInt(octal ?? '0', 8) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      }
      return simple === undefined ? '' : (simpleEscapes[simple] ?? simple);
    },
  );
}

/** The number that an `integer` or `float` token writes; nothing for imaginary numbers. */
export function numberValue(text: string): number | undefined {
  const digits = text.replaceAll('_', '').replace(/[lL]$/, '');
  if (/^0[0-7]+$/.test(digits)) {
    return Number.parseInt(digits, 8);
  }
  const value = Number(digits);
  return digits === '' || Number.isNaN(value) ? undefined : value;
}

class LiteralReader {
  /** Names on the way to the value, so that `a = b; b = a` ends. */
  private readonly followed = new Set<number>();

  constructor(
    private readonly lookUp: LookUp,
    private readonly pathOf: PathOf | undefined,
  ) {}

  read(node: SyntaxNode, depth: number): ArgumentValue {
    if (depth > maximumDepth) {
      return null;
    }
    switch (node.type) {
      case 'integer':
      case 'float':
        return numberValue(node.text) ?? null;
      case 'true':
        return true;
      case 'false':
        return false;
      case 'string':
      case 'concatenated_string':
        return stringValue(node) ?? null;
      case 'parenthesized_expression':
        return this.readChild(node.namedChildren.find((child) => child?.type !== 'comment') ?? null, depth);
      case 'unary_operator':
        return this.readUnary(node, depth);
      case 'binary_operator':
        return this.readBinary(node, depth);
      case 'not_operator': {
        const value = this.readChild(node.childForFieldName('argument'), depth);
        return value === null ? null : !value;
      }
      case 'call':
        return this.readCall(node, depth);
      case 'attribute':
        return this.readConstant(node);
      case 'identifier':
        return this.readName(node, depth);
      default:
        return null;
    }
  }

  private readChild(node: SyntaxNode | null, depth: number): ArgumentValue {
    return node === null ? null : this.read(node, depth + 1);
  }

  private readNumber(node: SyntaxNode | null, depth: number): number {
    const value = this.readChild(node, depth);
    return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : NaN;
  }

  private readUnary(node: SyntaxNode, depth: number): ArgumentValue {
    const value = this.readNumber(node.childForFieldName('argument'), depth);
    switch (node.childForFieldName('operator')?.type) {
      case '-':
        return known(-value);
      case '+':
        return known(value);
      default:
        return null;
    }
  }

  private readBinary(node: SyntaxNode, depth: number): ArgumentValue {
    const left = this.readNumber(node.childForFieldName('left'), depth);
    const right = this.readNumber(node.childForFieldName('right'), depth);
    switch (node.childForFieldName('operator')?.type) {
      case '+':
        return known(left + right);
      case '-':
        return known(left - right);
      case '*':
        return known(left * right);
      case '/':
        return right === 0 ? null : known(left / right);
      case '//':
        return right === 0 ? null : known(Math.floor(left / right));
      case '%':
        return right === 0 ? null : known(left - right * Math.floor(left / right));
      case '**':
        return known(left ** right);
      default:
        return null;
    }
  }

  private readCall(node: SyntaxNode, depth: number): ArgumentValue {
    const callee = node.childForFieldName('function');
    const given = node.childForFieldName('arguments')?.namedChildren.filter((child) => child?.type !== 'comment') ?? [];
    const path = callee === null ? undefined : this.path(callee);
    const [first = null] = given;
    if (path === 'float' && given.length === 1) {
      return this.readFloat(first, depth);
    }
    if (path === 'int' && given.length === 1) {
      return known(Math.trunc(this.readNumber(first, depth)));
    }
    const name = path === undefined ? undefined : mathematicalName(path);
    const compute = name === undefined || !Object.hasOwn(functions, name) ? undefined : functions[name];
    if (compute === undefined || given.length === 0) {
      return null;
    }
    const values = given.map((argument) => this.readNumber(argument, depth));
    return values.some(Number.isNaN) ? null : known(compute(...values));
  }

  private readFloat(argument: SyntaxNode | null, depth: number): ArgumentValue {
    const value = this.readChild(argument, depth);
    if (typeof value !== 'string') {
      return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : null;
    }
    const match = /^\s*([+-]?)(inf|infinity)\s*$/i.exec(value);
    if (match !== null) {
      return match[1] === '-' ? -Infinity : Infinity;
    }
    return numberValue(value.trim()) ?? null;
  }

  private readConstant(node: SyntaxNode): ArgumentValue {
    const path = this.path(node);
    const name = path === undefined ? undefined : mathematicalName(path);
    return name === undefined || !Object.hasOwn(constants, name) ? null : (constants[name] ?? null);
  }

  private readName(node: SyntaxNode, depth: number): ArgumentValue {
    const bound = this.lookUp(node);
    if (bound === undefined) {
      return this.readConstant(node);
    }
    if (this.followed.has(bound.id)) {
      return null;
    }
    this.followed.add(bound.id);
    const value = this.read(bound, depth + 1);
    this.followed.delete(bound.id);
    return value;
  }

  private path(node: SyntaxNode): string | undefined {
    return this.pathOf?.(node) ?? (node.type === 'identifier' || node.type === 'attribute' ? node.text : undefined);
  }
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** `sqrt` of `math.sqrt`; nothing for a path outside the modules of mathematics. */
function mathematicalName(path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  return dot > 0 && mathematicalModules.has(path.slice(0, dot)) ? path.slice(dot + 1) : undefined;
}
