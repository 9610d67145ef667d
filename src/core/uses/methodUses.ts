import type { CallForm } from '../frameworks/framework';
import { parseSignature } from '../frameworks/signature';
import { isField } from '../python/binding';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import { readArguments, type WrittenArguments } from './callArguments';
import type { FoundUse } from './foundUse';
import type { FrameworkPreference } from './frameworkPreference';
import { classAround } from './classAttributes';
import { actsAsActivation } from './generalFunctions';
import { settleCall, writtenValues } from './made';
import type { MeaningReader } from './meaningReader';

/** `x.sigmoid()`: a method of a tensor, judged by its name, its arguments and by what its receiver is not. */
export function findMethodUse(
  name: SyntaxNode,
  segment: Segment,
  meanings: MeaningReader,
  preference: FrameworkPreference,
): FoundUse | undefined {
  const attribute = name.parent;
  const call = attribute?.parent;
  if (attribute?.type !== 'attribute' || call?.type !== 'call' || !isField(call, 'function', attribute)) {
    return undefined;
  }
  const receiver = attribute.childForFieldName('object');
  const found = preference.methodNamed(name.text);
  if (receiver === null || found === undefined || !isField(attribute, 'attribute', name)) {
    return undefined;
  }
  const written = readArguments(call);
  if (!accepts(found.method, written) || !mayBeTensor(receiver, segment, meanings)) {
    return undefined;
  }
  if (found.method.general === true && !actsAsActivation(attribute, call)) {
    return undefined;
  }
  const given = meanings.give(found.method, written, segment);
  return {
    ...settleCall(found.method, given),
    given: writtenValues(given),
    framework: found.framework.id,
    form: 'method',
    called: true,
    certainty: isTensor(receiver, segment, meanings) ? 'resolved' : 'likely',
    path: `Tensor.${name.text}`,
    extent: segment.extent(attribute),
  };
}

/** Base classes that have no activation for their children. */
const plainBases = /^(?:(?:Script|Lightning)?Module|Model|Layer|object|ABC|Protocol|Generic|TestCase|\w*Mixin)$/;

/**
 * `self.relu(x)` in a class that neither sets nor defines it, but inherits from one of another file: the name says what
 * it is, as far as anything does.
 */
export function findInheritedUse(
  name: SyntaxNode,
  segment: Segment,
  meanings: MeaningReader,
  preference: FrameworkPreference,
): FoundUse | undefined {
  const attribute = name.parent;
  const call = attribute?.parent;
  const owner = classAround(name);
  const found = preference.methodNamed(name.text);
  if (attribute?.type !== 'attribute' || call?.type !== 'call' || !isField(call, 'function', attribute)) {
    return undefined;
  }
  if (owner === undefined || found?.method.signature !== '' || !preference.importsAny) {
    return undefined;
  }
  const { positional, keywords } = readArguments(call);
  if (positional.length !== 1 || keywords.size > 0 || !inheritsFromElsewhere(owner, name.text, segment, meanings)) {
    return undefined;
  }
  return {
    ...settleCall(found.method, new Map()),
    framework: found.framework.id,
    form: 'method',
    called: true,
    certainty: 'likely',
    path: `self.${name.text}`,
    extent: segment.extent(attribute),
  };
}

function inheritsFromElsewhere(owner: SyntaxNode, name: string, segment: Segment, meanings: MeaningReader): boolean {
  const isOwn = new RegExp(
    String.raw`\bdef\s+${name}\b|\bself\.${name}\s*(?::[^=\n]+)?[,=](?!=)|^\s*${name}\s*[:=]`,
    'm',
  );
  if (isOwn.test(owner.text)) {
    return false;
  }
  const bases = (owner.childForFieldName('superclasses')?.namedChildren ?? []).filter(
    (base): base is SyntaxNode => base?.type === 'identifier' || base?.type === 'attribute',
  );
  return bases.some((base) => {
    const last = base.childForFieldName('attribute') ?? base;
    return !plainBases.test(last.text) && (base !== last || meanings.lookUp(base, segment).kind === 'import');
  });
}

/** `math.tanh(x)` gives an argument that `Tensor.tanh()` does not take: that `math` is a module. */
function accepts(method: CallForm, { positional, keywords, hasStar, hasDoubleStar }: WrittenArguments): boolean {
  const { parameters } = parseSignature(method.signature);
  if (positional.length > parameters.filter(({ position }) => position !== null).length) {
    return false;
  }
  if ([...keywords.keys()].some((keyword) => !parameters.some(({ name }) => name === keyword))) {
    return false;
  }
  return (
    hasStar ||
    hasDoubleStar ||
    parameters.every(
      ({ name, position, default: value }) =>
        value !== undefined || keywords.has(name) || (position !== null && position < positional.length),
    )
  );
}

function mayBeTensor(receiver: SyntaxNode, segment: Segment, meanings: MeaningReader): boolean {
  let value: SyntaxNode | null = receiver;
  while (value?.type === 'attribute') {
    value = value.childForFieldName('object');
    if (value !== null && isSelf(value)) {
      return true;
    }
  }
  switch (value?.type) {
    case 'identifier': {
      if (isSelf(value)) {
        return false;
      }
      const referent = meanings.lookUp(value, segment);
      return (
        referent.kind !== 'import' && referent.kind !== 'class' && meanings.pathsFor(value.text, referent).length === 0
      );
    }
    case 'call':
      return value.childForFieldName('function')?.text !== 'super';
    case 'string':
    case 'concatenated_string':
    case 'integer':
    case 'float':
    case 'dictionary':
    case 'list':
    case 'tuple':
      return false;
    default:
      return true;
  }
}

function isSelf(node: SyntaxNode): boolean {
  return node.type === 'identifier' && /^(?:self|cls)$/.test(node.text);
}

/** Whether the source says that a value is a tensor: by its annotation, or because the library just made it. */
function isTensor(receiver: SyntaxNode, segment: Segment, meanings: MeaningReader): boolean {
  if (receiver.type === 'call') {
    const callee = receiver.childForFieldName('function');
    const path = callee === null ? undefined : meanings.importedPath(callee, segment);
    return path !== undefined && /^torch\.(?:nn\.functional\.|special\.)?[a-z]\w*$/.test(path);
  }
  if (receiver.type !== 'identifier') {
    return false;
  }
  const referent = meanings.lookUp(receiver, segment);
  if (referent.kind !== 'parameter' && referent.kind !== 'value') {
    return false;
  }
  const { annotation } = referent.binding;
  const text = annotation && referent.binding.segment.nodeAt(annotation)?.text;
  return text !== undefined && /(?:^|\.)(?:\w*Tensor)$/.test(text);
}
