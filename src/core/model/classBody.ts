import type { SyntaxNode } from '../python/syntax';

const definitionStart = /^(?:async\s+)?(?:def|class)\s+(\w+)/;

/** What a function or class is called. Told by its text, which saves a parse of its first line. */
export function definitionName(definition: SyntaxNode): string | undefined {
  return definitionStart.exec(definition.text)?.[1];
}

/** The function or class that a statement defines, decorated or not. */
export function definitionIn(statement: SyntaxNode | null): SyntaxNode | undefined {
  const definition = statement?.type === 'decorated_definition' ? statement.childForFieldName('definition') : statement;
  return definition?.type === 'function_definition' || definition?.type === 'class_definition' ? definition : undefined;
}

/** The functions in the body of a class, decorated or not. */
export function methodsOf(owner: SyntaxNode): readonly SyntaxNode[] {
  return (owner.childForFieldName('body')?.namedChildren ?? [])
    .flatMap((statement) => definitionIn(statement) ?? [])
    .filter(({ type }) => type === 'function_definition');
}

/** As `methodsOf`, by their names; of two with one name the last. */
export function methodsByName(owner: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  let methods = known.get(owner);
  if (methods === undefined) {
    methods = new Map(methodsOf(owner).map((method) => [definitionName(method) ?? '', method] as const));
    known.set(owner, methods);
  }
  return methods;
}

const known = new WeakMap<SyntaxNode, ReadonlyMap<string, SyntaxNode>>();
