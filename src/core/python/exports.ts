import type { Binding } from './binding';
import { readBinding } from './binding';
import { readPlainBindings } from './plainExports';
import type { Segment } from './segment';
import type { Extent } from './statements';
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

/** The name of a function or class, decorators before it or not. */
const definitionName = /^(?:async[ \t]+)?(?:def|(class))[ \t]+(\w+)/m;

/** A statement that can bind a name outside functions. */
const bindingWords = /=|\b(?:import|for|with|def|class|del)\b/;

/** The names that a segment binds in the module. Definitions tell theirs without a parse. */
export function readExports(segment: Segment): readonly Binding[] {
  const { text } = segment;
  const exports: Binding[] = [...(segment.isDefinition ? readDefinition(segment) : readStatement(segment))];
  if (text.includes('global')) {
    collectGlobals(segment, exports);
  }
  return exports;
}

function readDefinition(segment: Segment): readonly Binding[] {
  const match = definitionName.exec(segment.text);
  if (match === null) {
    return readTree(segment);
  }
  const { 0: whole, 1: isClass, 2: name = '', index } = match;
  const end = index + whole.length;
  const kind = isClass === undefined ? 'function' : 'class';
  return [{ segment, name, kind, at: { start: end - name.length, end }, conditional: false, fallback: false }];
}

function readStatement(segment: Segment): readonly Binding[] {
  const { text } = segment;
  if (!bindingWords.test(text) || /^["'#]/.test(text)) {
    return [];
  }
  const plain = readPlainBindings(text);
  return plain === undefined
    ? readTree(segment)
    : plain.map(({ path, value, ...place }): Binding => {
        const whole = { segment, ...place, conditional: false, fallback: false };
        return path === undefined
          ? { ...whole, kind: isNone(text, value) ? 'placeholder' : 'value', ...(value === undefined ? {} : { value }) }
          : { ...whole, kind: 'import', path };
      });
}

function isNone(text: string, value: Extent | undefined): boolean {
  return value !== undefined && text.slice(value.start, value.end) === 'None';
}

function readTree(segment: Segment): readonly Binding[] {
  const exports: Binding[] = [];
  for (const statement of segment.statements) {
    collect(statement, segment, exports, 0);
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
  for (const { 0: whole, 1: names = '', index } of segment.text.matchAll(globalStatement)) {
    const from = index + whole.indexOf(names, whole.indexOf('global') + 6);
    for (const { 0: name, index: offset } of names.matchAll(/\w+/g)) {
      const at = { start: from + offset, end: from + offset + name.length };
      const kind = isSetByUnpacking(segment.text, name) ? 'placeholder' : 'other';
      exports.push({ segment, name, kind, at, conditional: true, fallback: false });
    }
  }
}

/** On a line of its own, or behind a colon; nothing but names on it. */
const globalStatement = /(?:^[ \t]*|[:;][ \t]*)global[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?=[;#\r\n]|$)/gm;

/** `backend, layers = get_modules()`: the name stands for what somebody hands over. */
function isSetByUnpacking(text: string, name: string): boolean {
  const setters = text.match(
    new RegExp(String.raw`^[ \t]*(?:[\w, \t]*\W)?${name}(?:[ \t]*,[\w, \t]*|[ \t]*)=(?!=).*`, 'gm'),
  );
  return setters?.every((line) => /,[^=]*=\s*[\w.]+\(/.test(line)) === true;
}
