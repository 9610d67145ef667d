/**
 * Where in a text an expression worth a look may stand. Reads characters only, so that files without any cost nothing
 * but a scan.
 */

/** Functions that an activation can consist of alone or that its formula cannot do without. */
const telling =
  /\b(?:exp|expm1|log|log1p|logaddexp|logsumexp|where|maximum|fmax|minimum|clip|clip_by_value|clip_by_tensor|clamp|clamp_|clamp_min|clamp_min_|sin|cos|atan|arctan|tanh|erf|erfc|ndtr|cdf|cosh|sinh|heaviside|concat|concatenate|cat|absolute|abs|fabs|special_expit)\s*\(/g;

/** Activations that may be part of another: they only count next to an operator. */
const parts =
  /\b(?:sigmoid|expit|hard_?sigmoid|softplus|relu6?|silu|swish|gelu|square|sqrt|softmax|act\w*|[a-z]*_act(?:ivation)?)\s*\(/gi;

const others = [
  // x * (x > 0), (x > 0).astype(float), float(x > 0)
  />=?\s*0(?:\.0*)?\s*(?=[),])/g,
  // max(0, x), torch.max(x, …)
  /\bmax\s*\(\s*(?:-?[\d.]|[\w.]+\s*\*|\w+\s*,\s*(?:-?[\d.]+\s*\)|[\d.]*\w*\s*\*|torch\.|zeros?\b|max\b|min\b))|\btorch\.max\s*\(\s*\w+\s*,|\bmin\s*\(\s*[\d.]+\s*,\s*max/g,
  // e / e.sum(), e / np.sum(e)
  /\/\s*\(?\s*(?:\w+\.)*(?:sum|reduce_sum)\s*\(|\/\s*\(?\s*\w+\s*\.\s*sum\s*\(|\/\s*\(\s*1\.?0*\s*\+/g,
  // x if x > 0 else 0
  /\bif\s+[\w.]+\s*[<>]=?\s*0(?:\.0*)?\s+else\b/g,
  // self.w1(x) * self.w2(x)
  /\bself\.\w+\([\w., ]*\)\s*\*(?=\s*self\.\w+\()/g,
];

/** `s = torch.sigmoid(x)`: `s` may be a part of the expression in the next statement. */
const boundParts =
  /^[ \t]*([A-Za-z_]\w*)[ \t]*=(?!=)[^\n#]*\b(?:exp|erf|tanh|sigmoid|expit|softplus|sum|reduce_sum|cdf|ndtr|sin|logsumexp|max|amax)\s*\(/gm;

/** `a, b = x.chunk(2, dim=-1)`: the halves of a gated unit. */
const halves =
  /^[ \t]*\(?([A-Za-z_]\w*)[ \t]*,[ \t]*([A-Za-z_]\w*)\)?[ \t]*=(?!=)[^\n#]*\b(?:chunk|split|tensor_split|unbind|array_split)\s*\(/gm;

/** How far from the statement that binds a part the rest of the formula is looked for, in characters. */
const reach = 2000;

/** How many places one name is followed to. */
const placesPerName = 6;

/**
 * Offsets inside names, calls and operators around which an activation may be written out, ascending, each once.
 *
 * @param from the first offset to look at; `to` the first not to look at.
 */
export function findCandidates(text: string, from: number, to: number): readonly number[] {
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  const found = new Set<number>();
  for (const { index } of part.matchAll(telling)) {
    found.add(index);
  }
  for (const match of part.matchAll(parts)) {
    if (isOperand(part, match.index, match.index + match[0].length)) {
      found.add(match.index);
    }
  }
  for (const other of others) {
    for (const match of part.matchAll(other)) {
      found.add(match.index);
    }
  }
  for (const match of part.matchAll(boundParts)) {
    addMentions(part, match[1] ?? '', match.index + match[0].length, found);
  }
  for (const match of part.matchAll(halves)) {
    addMentions(part, match[1] ?? '', match.index + match[0].length, found);
  }
  return [...found].sort((left, right) => left - right).map((offset) => offset + from);
}

/** Whether what is called at `start` is an operand of arithmetic or an argument of a function that goes on with it. */
function isOperand(text: string, start: number, afterParenthesis: number): boolean {
  let before = start - 1;
  while (before >= 0 && /[\w.)\]]/.test(text.charAt(before))) {
    before--;
  }
  while (before >= 0 && /[\s(-]/.test(text.charAt(before))) {
    before--;
  }
  if (
    /[*/+]/.test(text.charAt(before)) ||
    /(?:square|cat|concatenate|concat|pow|power|sqrt|log|tanh|multiply|mul|if)$/.test(
      text.slice(Math.max(0, before - 12), before + 1),
    )
  ) {
    return true;
  }
  const end = closingParenthesis(text, afterParenthesis);
  return /^\s*\)*\s*(?:[*/]|\.(?:pow|square|mul|mul_|sqrt|log)\()/.test(text.slice(end + 1, end + 40));
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

/** Adds the places where a name is an operand of a product or quotient, or of a sum with 1. */
function addMentions(text: string, name: string, start: number, found: Set<number>): void {
  const pattern = new RegExp(`(?:[*/]\\s*\\(?\\s*|\\b)${name}\\b(?=\\s*[*/])|[*/+]\\s*\\(?\\s*${name}\\b`, 'g');
  let count = 0;
  for (const match of text.slice(start, start + reach).matchAll(pattern)) {
    found.add(start + match.index + match[0].length - name.length);
    if (++count === placesPerName) {
      return;
    }
  }
}
