import type { SyntaxNode } from '../../python/syntax';
import { readArguments, type WrittenArguments } from '../../uses/callArguments';
import type { Made } from '../../uses/made';
import { attributeValue } from './moduleClass';
import {
  isAboutFunction,
  isAboutTensor,
  isInPlaceName,
  isView,
  lastWord,
  makesPlainNumbers,
  savesResult,
} from './operations';
import { StorageRun } from './storageRun';
import type { Tensor, Value } from './trace';

/** An operation on tensors, as a call names it. */
interface Operation {
  readonly node: SyntaxNode;
  /** `torch.sigmoid`, `torch.nn.Sigmoid`, `Tensor.sigmoid`. */
  readonly path: string;
  readonly inPlace: boolean;
  readonly kind: 'activation' | 'dropout' | 'arithmetic';
  readonly activation?: Made['activation'];
}

/** What calls do to the tensors that they are given. */
export abstract class CallRun extends StorageRun {
  abstract evaluate(node: SyntaxNode | null): Value;

  protected call(node: SyntaxNode): Value {
    const callee = node.childForFieldName('function');
    if (callee === null) {
      return undefined;
    }
    const { code } = this.context;
    const written = readArguments(node);
    const made = code.activation(callee);
    if (made?.applies === true && made.framework === 'torch' && made.form !== 'string') {
      return this.callModule(node, callee, made, written);
    }
    const path = code.resolve(callee)?.path;
    if (path !== undefined) {
      return this.callFunction(node, path, written);
    }
    const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
    const isOwnMethod = object?.type === 'identifier' && object.text === this.self;
    const tensor = object === null || isOwnMethod ? undefined : this.tensorIn(this.evaluate(object));
    return tensor === undefined || object === null
      ? this.callUnknown(node, callee, written, isOwnMethod)
      : this.callMethod(node, callee, tensor, object, written);
  }

  private callModule(node: SyntaxNode, callee: SyntaxNode, made: Made, written: WrittenArguments): Value {
    const [input] = written.positional;
    const values = this.argumentsOf(written);
    const tensor = this.tensorIn(values[0]);
    this.moduleCalls.push({
      node,
      name: callee.text,
      made,
      loops: this.loops,
      ...(tensor === undefined ? {} : { input: tensor.storage }),
    });
    const { path, inPlace, activation } = made;
    return this.apply({ node, path, inPlace, kind: 'activation', activation }, values, input ?? node, tensor);
  }

  private callFunction(node: SyntaxNode, path: string, written: WrittenArguments): Value {
    const values = this.argumentsOf(written);
    const last = lastWord(path);
    if (!path.startsWith('torch.') || /^torch\.nn\.(?:init|utils)\.|\.[A-Z]\w*$/.test(path)) {
      return isAboutFunction(last) ? undefined : this.unknownResult(node, values);
    }
    if (isAboutFunction(last) || makesPlainNumbers(path)) {
      return this.tensor('none', node);
    }
    const use = this.useOf(node);
    const inPlace = use?.inPlace ?? (isInPlaceName(last) || this.isSwitchedOn(written));
    const kind = kindOf(last, use !== undefined);
    const input = written.positional[0] ?? written.keywords.get('input');
    const tensor = this.tensorIn(input === undefined ? undefined : values[0]);
    const activation = use === undefined ? {} : { activation: use.activation };
    return this.apply({ node, path, inPlace, kind, ...activation }, values, input ?? node, tensor);
  }

  private callMethod(
    node: SyntaxNode,
    callee: SyntaxNode,
    tensor: Tensor,
    object: SyntaxNode,
    written: WrittenArguments,
  ): Value {
    const values = this.argumentsOf(written);
    const name = callee.childForFieldName('attribute')?.text ?? '';
    if (isAboutTensor(name)) {
      return undefined;
    }
    if (isView(name)) {
      return this.viewOf(tensor);
    }
    if (name === 'detach') {
      return this.tensor('none');
    }
    const use = this.useOf(node);
    const operation: Operation = {
      node,
      path: `Tensor.${name}`,
      inPlace: isInPlaceName(name),
      kind: kindOf(name, use !== undefined),
      ...(use === undefined ? {} : { activation: use.activation }),
    };
    return this.apply(operation, [tensor, ...values], object, tensor);
  }

  /** A layer, or a function of the user's own. */
  private callUnknown(node: SyntaxNode, callee: SyntaxNode, written: WrittenArguments, isOwn: boolean): Value {
    const values = this.argumentsOf(written);
    const name = callee.type === 'attribute' ? (callee.childForFieldName('attribute')?.text ?? '') : callee.text;
    if (isAboutFunction(name)) {
      return undefined;
    }
    const layer = isOwn && this.owner !== undefined ? attributeValue(this.owner, name, this.context.code) : undefined;
    const tensor = this.tensorIn(values[0]);
    if (layer !== undefined && tensor !== undefined && this.isDropoutInPlace(layer)) {
      return this.write(tensor, { node, kind: 'dropout', isStatement: isStatement(node) });
    }
    const result = this.unknownResult(node, values, isOwn);
    if (layer !== undefined && result.storage.gradient !== 'none' && this.endsInSaving(layer)) {
      result.storage.savedFor = node;
    }
    return result;
  }

  private unknownResult(node: SyntaxNode, values: readonly Value[], isLayer = false): Tensor {
    values.forEach((value) => {
      this.readValue(value, node, node);
    });
    const inputs = this.gradientOf(values);
    return this.tensor(isLayer ? 'certain' : inputs === undefined || inputs === 'none' ? 'none' : 'possible', node);
  }

  private apply(operation: Operation, values: readonly Value[], input: SyntaxNode, tensor: Tensor | undefined): Value {
    const { node, path, inPlace, kind, activation } = operation;
    if (inPlace && tensor !== undefined) {
      this.readRest(values, tensor, node);
      const saves = savesResult(path, true);
      return this.write(
        tensor,
        { node, kind, isStatement: isStatement(node), ...(activation && { activation }) },
        saves,
      );
    }
    values.forEach((value) => {
      this.readValue(value, node, input, activation);
    });
    const gradient = this.gradientOf(values) ?? 'none';
    const result = this.tensor(gradient, node);
    if (savesResult(path, false) && result.storage.gradient !== 'none') {
      result.storage.savedFor = node;
    }
    return result;
  }

  private readRest(values: readonly Value[], tensor: Tensor, node: SyntaxNode): void {
    for (const value of values) {
      if (value !== tensor) {
        this.readValue(value, node, node);
      }
    }
  }

  private argumentsOf({ positional, keywords }: WrittenArguments): readonly Value[] {
    return [...positional, ...keywords.values()].map((argument) => this.evaluate(argument));
  }

  private isSwitchedOn({ keywords }: WrittenArguments): boolean {
    const inPlace = keywords.get('inplace');
    return inPlace !== undefined && this.context.code.evaluate(inPlace) === true;
  }

  private useOf(call: SyntaxNode): ReturnType<typeof this.context.useOf> {
    const callee = call.childForFieldName('function');
    return callee === null ? undefined : this.context.useOf(callee);
  }

  private isDropoutInPlace(layer: SyntaxNode): boolean {
    const callee = layer.type === 'call' ? layer.childForFieldName('function') : null;
    const path = callee === null ? undefined : this.context.code.resolve(callee)?.path;
    const written = readArguments(layer);
    return path?.startsWith('torch.nn.Dropout') === true && this.isSwitchedOn(written) && this.drops(written);
  }

  /** Without anything to drop, dropout overwrites nothing. */
  private drops({ positional, keywords }: WrittenArguments): boolean {
    const probability = keywords.get('p') ?? positional[0];
    const value = probability === undefined ? 0.5 : this.context.code.evaluate(probability);
    return typeof value === 'number' && value > 0;
  }

  /** `nn.Sequential(..., nn.ReLU())`. */
  private endsInSaving(layer: SyntaxNode): boolean {
    const callee = layer.type === 'call' ? layer.childForFieldName('function') : null;
    if (callee === null || this.context.code.resolve(callee)?.path !== 'torch.nn.Sequential') {
      return false;
    }
    const { positional, hasStar } = readArguments(layer);
    const last = hasStar ? undefined : positional.at(-1);
    const made = last && this.context.code.activation(last);
    return made?.applies === true && made.framework === 'torch' && savesResult(made.path, made.inPlace);
  }
}

function kindOf(name: string, isActivation: boolean): Operation['kind'] {
  return isActivation ? 'activation' : name.includes('dropout') ? 'dropout' : 'arithmetic';
}

/** Nobody takes the result. */
function isStatement(call: SyntaxNode): boolean {
  return call.parent?.type === 'expression_statement';
}
