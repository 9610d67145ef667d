import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { ancestor, mentionPattern } from '../../uses/place';

/** The expression that a local variable was given last before a node, where the code runs straight from there to it. */
export function lastAssigned(name: SyntaxNode): SyntaxNode | undefined {
  const found = reachingValue(name);
  return found === 'unclear' ? undefined : found;
}

/** What a name was given last; of names of the module: what they are given only once. */
export function valueOf(name: SyntaxNode, code: ModuleCode): SyntaxNode | undefined {
  return ancestor(name, 'function_definition', 'lambda') === undefined ? code.boundValue(name) : lastAssigned(name);
}

/** Whether nothing binds a name between the start of the function and the place where it is read. */
export function isUntouched(name: SyntaxNode): boolean {
  return reachingValue(name) === undefined;
}

/** `unclear`: bound in a branch, in a loop or in another way than by a plain assignment. */
function reachingValue(name: SyntaxNode): SyntaxNode | 'unclear' | undefined {
  const mention = mentionPattern(name.text);
  for (let statement = statementOf(name); statement !== undefined; statement = outerStatement(statement)) {
    for (const before of statementsBefore(statement)) {
      if (before !== null && mention.test(before.text)) {
        const assignment = assignmentIn(before);
        const target = assignment?.childForFieldName('left');
        if (target?.type === 'identifier' && target.text === name.text) {
          return assignment?.childForFieldName('right') ?? 'unclear';
        }
        if (mayBind(before, name.text)) {
          return 'unclear';
        }
      }
    }
    if (isInLoop(statement)) {
      return 'unclear';
    }
  }
  return undefined;
}

/** The statements of the same block that stand before one, the last first. */
function statementsBefore(statement: SyntaxNode): readonly (SyntaxNode | null)[] {
  const block = statement.parent?.namedChildren ?? [];
  return block
    .slice(
      0,
      Math.max(
        0,
        block.findIndex((one) => one?.id === statement.id),
      ),
    )
    .reverse();
}

/** The statement of a block, or of the module, that holds a node. */
function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let current: SyntaxNode | null = node; current !== null; current = current.parent) {
    const parent: string | undefined = current.parent?.type;
    if (parent === 'block' || parent === 'module') {
      return current;
    }
  }
  return undefined;
}

function assignmentIn(statement: SyntaxNode): SyntaxNode | undefined {
  const [only] = statement.type === 'expression_statement' ? statement.namedChildren : [];
  return only?.type === 'assignment' ? only : undefined;
}

/** Code in a `with` or `if` runs at most once after what stands before it; a loop's body may have run before. */
function outerStatement(statement: SyntaxNode): SyntaxNode | undefined {
  const owner = statement.parent?.type === 'block' ? statement.parent.parent : null;
  return owner?.type === 'with_statement' || owner?.type === 'if_statement' ? owner : undefined;
}

function isInLoop(statement: SyntaxNode): boolean {
  const owner = statement.parent?.type === 'block' ? statement.parent.parent?.type : undefined;
  return owner !== undefined && !/^(?:with|if)_statement$|_definition$/.test(owner);
}

function mayBind(statement: SyntaxNode, name: string): boolean {
  if (statement.type === 'expression_statement' && assignmentIn(statement) === undefined) {
    return statement.namedChildren.some((child) => child?.type !== 'call' && child?.type !== 'string');
  }
  const binding = new RegExp(`\\b${name}\\b\\s*(?:[^\\w\\s=]{0,2}=(?!=)|,|\\bin\\b|:)|\\b(?:as|del)\\s+${name}\\b`);
  return binding.test(statement.text);
}
