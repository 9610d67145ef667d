import { isTorchModule, methodAround } from '../../model/forward/moduleClass';
import type { SyntaxNode } from '../../python/syntax';
import { readArguments } from '../../uses/callArguments';
import type { ModuleCode } from '../../uses/moduleCode';
import { isUntouched, valueOf } from './statements';

/** Methods of a module that are handed tensors. */
const forwardName = /^(?:forward\w*|__call__|\w*_forward|encode|decode)$/;

/** Functions of PyTorch that give no tensor. */
const givesNumber =
  /^torch\.(?:nn\.|utils\.|optim|device|is_|get_|set_|cuda\.|backends\.|manual_seed|no_grad|load|save|jit)/;

const maximumSteps = 20;

/** Whether an expression is a tensor of PyTorch for sure: a forward argument, a layer's result, or made of such. */
export function isTensor(node: SyntaxNode, code: ModuleCode, steps = maximumSteps): boolean {
  if (steps === 0) {
    return false;
  }
  switch (node.type) {
    case 'identifier': {
      const value = valueOf(node, code);
      return value === undefined ? isForwardArgument(node, code) : isTensor(value, code, steps - 1);
    }
    case 'parenthesized_expression':
      return node.namedChildren.some((child) => child !== null && isTensor(child, code, steps - 1));
    case 'binary_operator': {
      const operands = [node.childForFieldName('left'), node.childForFieldName('right')];
      return operands.some((operand) => operand !== null && isTensor(operand, code, steps - 1));
    }
    case 'call':
      return isTensorCall(node, code, steps - 1);
    default:
      return false;
  }
}

function isTensorCall(call: SyntaxNode, code: ModuleCode, steps: number): boolean {
  const callee = call.childForFieldName('function');
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  if (callee === null || path !== undefined) {
    return (
      path?.startsWith('torch.nn.functional.') === true ||
      (path?.startsWith('torch.') === true && !givesNumber.test(path))
    );
  }
  const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
  if (object?.text === 'self') {
    return readArguments(call).positional.some((argument) => isTensor(argument, code, steps));
  }
  const shapes = /\.(?:size|dim|numel|item|tolist|numpy|type|is_\w+|get_device|ndimension|element_size)$/;
  return object !== null && !shapes.test(callee.text) && isTensor(object, code, steps);
}

/** A parameter of `forward` that has no default and is not annotated as something else. */
function isForwardArgument(name: SyntaxNode, code: ModuleCode): boolean {
  const around = methodAround(name);
  if (around === undefined || !forwardName.test(around.method.childForFieldName('name')?.text ?? '')) {
    return false;
  }
  const parameters = around.method.childForFieldName('parameters')?.namedChildren ?? [];
  const isOne = parameters
    .slice(1)
    .some((parameter) =>
      parameter?.type === 'typed_parameter'
        ? (parameter.childForFieldName('type')?.text ?? '').endsWith('Tensor') &&
          parameter.namedChildren[0]?.text === name.text
        : parameter?.type === 'identifier' && parameter.text === name.text,
    );
  return isOne && (isUntouched(name) || code.lookUp(name).kind === 'parameter') && isTorchModule(around.owner, code);
}
