import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { isIn } from '../../uses/place';

/** Whether a node is only reached while the module trains: `if self.training: …`. */
export function isUnderTraining(node: SyntaxNode): boolean {
  let child = node;
  for (let { parent } = node; parent !== null && parent.type !== 'function_definition'; { parent } = parent) {
    const isBranch =
      (parent.type === 'if_statement' && isIn(parent, 'consequence', child)) ||
      (parent.type === 'conditional_expression' && parent.namedChildren[0]?.id === child.id);
    const condition =
      parent.type === 'if_statement' ? parent.childForFieldName('condition') : (parent.namedChildren[1] ?? null);
    if (isBranch && condition !== null && /^(?!not\b).*\b(?:training|train)\b/.test(condition.text)) {
      return true;
    }
    child = parent;
  }
  return false;
}

const imports: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^[ \t]*import[ \t]+torch\.nn\.functional[ \t]+as[ \t]+(\w+)/m, (name) => name],
  [/^[ \t]*from[ \t]+torch\.nn[ \t]+import[ \t]+(?:\w+[ \t]*,[ \t]*)*functional[ \t]+as[ \t]+(\w+)/m, (name) => name],
  [/^[ \t]*import[ \t]+torch\.nn[ \t]+as[ \t]+(\w+)/m, (name) => `${name}.functional`],
  [/^[ \t]*from[ \t]+torch[ \t]+import[ \t]+(?:\w+[ \t]*,[ \t]*)*(nn)\b(?![ \t]+as)/m, (name) => `${name}.functional`],
  [/^[ \t]*import[ \t]+(torch)[ \t]*$/m, (name) => `${name}.nn.functional`],
];

/** How the file writes `torch.nn.functional`; nothing where no import leads there. */
export function functionalName(code: ModuleCode): string | undefined {
  for (const [pattern, name] of imports) {
    for (const { text } of code.sources) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) {
        return name(found);
      }
    }
  }
  return undefined;
}
