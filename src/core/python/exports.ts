import type { Binding } from './binding';
import { readBinding } from './binding';
import type { Segment } from './segment';
import type { SyntaxNode } from './syntax';

const definitions = new Set(['function_definition', 'class_definition']);
const blocks = new Set([
  'block',
  'if_statement',
  'elif_clause',
  'else_clause',
  'try_statement',
  'except_clause',
  'except_group_clause',
  'finally_clause',
  'for_statement',
  'while_statement',
  'with_statement',
  'match_statement',
  'case_clause',
  'decorated_definition',
  'expression_statement',
  'ERROR',
]);

/** Statements that are nested deeper than people write are given up on, so that no text exhausts the stack. */
const maximumDepth = 60;

/** `@decorator` lines, and the name of what they decorate. */
const definitionName = /^(?:@[^\n]*\n[ \t]*)*(?:async[ \t]+)?(?:def|(class))[ \t]+(\w+)/;

/** A statement that can bind a name outside functions. */
const bindingWords = /=|\b(?:import|for|with|def|class|del)\b/;

/** The names that a segment binds in the module. Definitions tell theirs without a parse. */
export function readExports(segment: Segment): readonly Binding[] {
  const { text } = segment;
  const exports: Binding[] = [];
  const match = segment.isDefinition ? definitionName.exec(text) : null;
  if (match !== null) {
    const [whole, isClass, name = ''] = match;
    exports.push({
      segment,
      name,
      kind: isClass === undefined ? 'function' : 'class',
      at: { start: whole.length - name.length, end: whole.length },
      conditional: false,
      fallback: false,
    });
  } else if (bindingWords.test(text) && !/^["'#]/.test(text)) {
    for (const statement of segment.statements) {
      collect(statement, segment, exports, 0);
    }
  }
  if (text.includes('global')) {
    collectGlobals(segment, exports);
  }
  return exports;
}

function collect(node: SyntaxNode, segment: Segment, exports: Binding[], depth: number): void {
  if (depth > maximumDepth) {
    return;
  }
  const { type } = node;
  if (definitions.has(type)) {
    add(node.childForFieldName('name'), segment, exports);
  } else if (type.startsWith('import')) {
    collectImports(node, segment, exports);
  } else if (type === 'assignment' || type === 'augmented_assignment' || type === 'named_expression') {
    collectTargets(node.childForFieldName('left') ?? node.childForFieldName('name'), segment, exports, depth);
    const right = node.childForFieldName('right');
    if (right?.type === 'assignment') {
      collect(right, segment, exports, depth + 1);
    }
  } else if (blocks.has(type)) {
    if (type === 'for_statement') {
      collectTargets(node.childForFieldName('left'), segment, exports, depth);
    }
    for (const child of node.namedChildren) {
      if (child !== null) {
        collect(child, segment, exports, depth + 1);
      }
    }
  } else if (type === 'with_clause' || type === 'with_item' || type === 'as_pattern' || type === 'delete_statement') {
    for (const child of node.namedChildren) {
      if (child !== null && (type !== 'as_pattern' || child.type === 'as_pattern_target')) {
        collect(child, segment, exports, depth + 1);
      }
    }
  } else if (type === 'as_pattern_target') {
    collectTargets(node.namedChildren[0] ?? null, segment, exports, depth);
  }
}

function collectImports(statement: SyntaxNode, segment: Segment, exports: Binding[]): void {
  for (const child of statement.namedChildren) {
    switch (child?.type) {
      case 'aliased_import':
        add(child.childForFieldName('alias'), segment, exports);
        break;
      case 'dotted_name':
        add(child.namedChildren[0] ?? null, segment, exports);
        break;
      case 'wildcard_import':
        exports.push({
          segment,
          name: '*',
          kind: 'star',
          at: segment.extent(child),
          conditional: false,
          fallback: false,
          path: statement.childForFieldName('module_name')?.text ?? '',
        });
        break;
      default:
    }
  }
}

function collectTargets(target: SyntaxNode | null, segment: Segment, exports: Binding[], depth: number): void {
  if (target?.type === 'identifier') {
    add(target, segment, exports);
  } else if (target !== null && /pattern|_list$|^tuple$|^list$/.test(target.type) && depth < maximumDepth) {
    for (const child of target.namedChildren) {
      collectTargets(child, segment, exports, depth + 1);
    }
  }
}

function add(name: SyntaxNode | null, segment: Segment, exports: Binding[]): void {
  const binding = name?.type === 'identifier' ? readBinding(name, segment) : undefined;
  if (binding && binding.scope === undefined) {
    exports.push(binding);
  }
}

/** A function that declares a name `global` may set it at any time, to what the source does not tell. */
function collectGlobals(segment: Segment, exports: Binding[]): void {
  for (const match of segment.text.matchAll(/\bglobal[ \t]+([\w, \t]+)/g)) {
    for (const name of (match[1] ?? '').matchAll(/\w+/g)) {
      const start = match.index + match[0].length - (match[1] ?? '').length + name.index;
      const at = { start, end: start + name[0].length };
      const node = segment.identifierAt(at);
      if (node !== undefined && readBinding(node, segment)?.kind === 'global') {
        const kind = isSetByUnpacking(segment.text, name[0]) ? 'placeholder' : 'other';
        exports.push({ segment, name: name[0], kind, at, conditional: true, fallback: false });
      }
    }
  }
}

/** `backend, layers = get_modules()`: the name stands for what somebody hands over. */
function isSetByUnpacking(text: string, name: string): boolean {
  const setters = text.match(
    new RegExp(String.raw`^[ \t]*(?:[\w, \t]*\W)?${name}(?:[ \t]*,[\w, \t]*|[ \t]*)=(?!=).*`, 'gm'),
  );
  return setters?.every((line) => /,[^=]*=\s*[\w.]+\(/.test(line)) === true;
}
