import * as l10n from '@vscode/l10n';
import type { Write } from '../model/forward/trace';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { calleeText } from './forward/inPlace';
import { provedOfWrites } from './forward/proofs';
import type { FindingFix, Rule } from './rule';

/** In-place arithmetic, such as `out += identity`, on a result that the activation before needs for its gradient. */
export const inplaceAddAfterRelu: Rule = {
  id: 'inplace-add-after-relu',
  severity: 'error',
  title: () => l10n.t('In-place arithmetic overwrites what backward needs'),
  words: /^(?=[\s\S]*?torch)[\s\S]*?(?:[-+*/]=|\w\.[a-z]\w*[a-z0-9]_\()/,
  *check(context) {
    const search = {
      mayMatter,
      mayMatterIn: (text: string) => overwriting.test(text),
      find: overwritten,
      isAboutGradients: true,
    };
    for (const { write, seen, proof } of provedOfWrites(context, search)) {
      yield {
        node: write.node,
        severity: proof === 'always' && write.storage.gradient === 'certain' ? 'error' : 'warning',
        message: l10n.t(
          'This overwrites the result of {0}, from which the gradient of {0} is computed: backward raises a RuntimeError. Make a new tensor instead.',
          calleeText(seen),
        ),
        related: [{ node: seen, message: l10n.t('Its gradient is computed from this result.') }],
        fixes: newTensor(write.node, context.code),
      };
    }
  },
};

/** A class or function with both: an operation that needs its result, and one that overwrites. */
function mayMatter({ text }: Segment): boolean {
  return overwriting.test(text) && saving.test(text);
}

const overwriting = /[-+*/]=|\w\.[a-z]\w*[a-z0-9]_\(/;
const saving = /relu|sigmoid|tanh|softm|elu|act|\.(?:expm?1?|r?sqrt|reciprocal|tan)\b/i;

function overwritten(write: Write): SyntaxNode | undefined {
  return write.kind === 'arithmetic' ? write.overwrites : undefined;
}

/** `out += x` → `out = out + x`; `out.add_(x)` → `out = out.add(x)`. */
function newTensor(node: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const newText = node.type === 'augmented_assignment' ? assignment(node) : call(node);
  return newText === undefined
    ? []
    : [{ title: l10n.t('Make a new tensor'), kind: 'safe', edits: [{ ...code.placeOf(node), newText }] }];
}

function assignment(node: SyntaxNode): string | undefined {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const operator = node.childForFieldName('operator')?.text.replace(/=$/, '');
  if (left === null || right === null || operator === undefined) {
    return undefined;
  }
  const isSimple = /^(?:identifier|attribute|call|subscript|integer|float|parenthesized_expression)$/.test(right.type);
  return `${left.text} = ${left.text} ${operator} ${isSimple ? right.text : `(${right.text})`}`;
}

function call(node: SyntaxNode): string | undefined {
  const callee = node.childForFieldName('function');
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  const name = callee?.childForFieldName('attribute')?.text;
  const given = node.childForFieldName('arguments')?.text;
  if (object?.type !== 'identifier' || name === undefined || given === undefined || !newForms.test(name)) {
    return undefined;
  }
  const result = `${object.text}.${name.slice(0, -1)}${given}`;
  return node.parent?.type === 'expression_statement' ? `${object.text} = ${result}` : result;
}

/** Methods that exist without the underscore, too. */
const newForms = /^(?:add|sub|mul|div|clamp|clip|pow|neg|abs|exp|masked_fill|addcmul|addcdiv)_$/;
