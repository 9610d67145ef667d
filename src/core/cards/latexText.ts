/**
 * Formulas of relations as plain text, as the text forms of the activations are written: `tanh x = 2 σ(2x) − 1`.
 * Reads the LaTeX that the knowledge uses: fractions, roots, indices, operators and letters.
 */

const commands: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  tau: 'τ',
  theta: 'θ',
  Phi: 'Φ',
  partial: '∂',
  infty: '∞',
  sum: 'Σ',
  le: ' ≤ ',
  ge: ' ≥ ',
  ne: ' ≠ ',
  approx: ' ≈ ',
  sim: ' ~ ',
  in: ' ∈ ',
  to: ' → ',
  Rightarrow: ' ⇒ ',
  cdot: '·',
  otimes: ' ⊗ ',
  dots: '…',
  quad: '  ',
  qquad: '  ',
  ',': '\u2009',
  ';': ' ',
  ' ': ' ',
  '!': '',
  '{': '{',
  '}': '}',
  left: '',
  right: '',
  bigl: '',
  bigr: '',
  textstyle: '',
  // Alphabets are not told apart.
  mathrm: '',
  mathbb: '',
  mathcal: '',
};

/** Names of functions, which keep a space before a bare argument: `tanh x`. */
const functions = new Set(['arctan', 'cos', 'cosh', 'lim', 'ln', 'log', 'max', 'min', 'sin', 'tanh']);

const relations: Readonly<Record<string, string>> = { '=': ' = ', '<': ' < ', '>': ' > ', '-': '−', '~': ' ' };

const superscripts: Readonly<Record<string, string>> = { '2': '²', '3': '³' };
const subscripts: Readonly<Record<string, string>> = {
  '0': '₀',
  '1': '₁',
  '2': '₂',
  i: 'ᵢ',
  j: 'ⱼ',
  k: 'ₖ',
  n: 'ₙ',
  p: 'ₚ',
};

/** Stands behind a fraction until it is known whether a factor follows: `x/2·[1 + …]`. */
const afterFraction = '\u2062';
const thinSpace = '\u2009';

/** `latex` as a line of text. */
export function latexText(latex: string): string {
  const tokens = latex.match(/\\(?:[A-Za-z]+|.)|\s+|[^\\\s]/gu) ?? [];
  const text = new Reader(tokens).read();
  return text
    .replace(new RegExp(`${afterFraction}(?:${thinSpace})?(?=[\\p{L}([√])`, 'gu'), '·')
    .replaceAll(afterFraction, '')
    .replace(/&([^;]*)/g, ' ($1)')
    .replace(/(Σ[ᵢⱼₖ])(?=\p{L})/gu, '$1 ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([),\]])/g, '$1')
    .replace(/([([])\s+/g, '$1')
    .trim();
}

class Reader {
  private position = 0;

  constructor(private readonly tokens: readonly string[]) {}

  /** Up to the end, or to the brace that closes the group. */
  read(): string {
    let text = '';
    for (let token = this.next(); token !== undefined && token !== '}'; token = this.next()) {
      text += this.readToken(token, text);
    }
    return text;
  }

  private next(): string | undefined {
    const token = this.tokens[this.position];
    this.position++;
    return token;
  }

  /** What follows a command, `^` or `_`: one group or one token. */
  private argument(): string {
    let token = this.next();
    while (token?.trim() === '') {
      token = this.next();
    }
    return token === undefined ? '' : token === '{' ? this.read() : this.readToken(token, '');
  }

  private readToken(token: string, before: string): string {
    if (token.startsWith('\\')) {
      return this.readCommand(token.slice(1), before);
    }
    if (token === '{') {
      return this.read();
    }
    if (token === '^') {
      const power = this.argument();
      return superscripts[power] ?? `^${inParentheses(power)}`;
    }
    if (token === '_') {
      return subscript(this.argument());
    }
    if (token === '-' || token === '+') {
      return sign(token === '-' ? '−' : '+', before);
    }
    return token.trim() === '' ? '' : token === "'" ? '′' : token === ',' ? ', ' : (relations[token] ?? token);
  }

  private readCommand(name: string, before: string): string {
    switch (name) {
      case 'frac':
      case 'tfrac': {
        const [numerator, denominator] = [this.argument(), this.argument()];
        return `${inParentheses(numerator)}/${inParentheses(denominator)}${afterFraction}`;
      }
      case 'sqrt': {
        const radicand = this.argument();
        return /^[\p{L}\p{N}]$/u.test(radicand) ? `√${radicand}` : `√(${radicand})`;
      }
      case 'operatorname': {
        return spaced(this.withArgument(this.argument()), before);
      }
      case 'begin':
      case 'end':
        this.argument();
        return '';
      case '\\':
        return '; ';
      default:
        return functions.has(name) ? spaced(this.withArgument(name), before) : (commands[name] ?? name);
    }
  }

  /** A space where no bracket, index or prime follows. */
  private withArgument(name: string): string {
    const following = this.tokens.slice(this.position).find((token) => token.trim() !== '' && token !== '\\!');
    return following === undefined || /^(?:[(_^'[]|\\left|\\,)/.test(following) ? name : `${name} `;
  }
}

/** A name stands apart from a letter, number or bracket before it: `x tanh x`. */
function spaced(name: string, before: string): string {
  return /[\p{L}\p{N})]$/u.test(before) ? ` ${name}` : name;
}

/** Spaces around `+` and `−` between two terms, none for the sign of a number. */
function sign(character: string, before: string): string {
  return /[\p{L}\p{N})\]|²³′}\u2062]\s*$/u.test(before) ? ` ${character} ` : character;
}

function subscript(index: string): string {
  const characters = Array.from(index, (character) => subscripts[character]);
  return characters.includes(undefined) ? `_${inParentheses(index)}` : characters.join('');
}

/** One number, letter or name needs no parentheses. */
function inParentheses(text: string): string {
  const inner = text.replaceAll(afterFraction, '').trim();
  return /^(?:[\p{N}.]+|[\p{L}∂][\p{L}\p{N}ᵢⱼ₀₁₂]*|[−√]?[\p{L}\p{N}])$/u.test(inner) && !/\s/.test(inner)
    ? inner
    : `(${inner})`;
}
