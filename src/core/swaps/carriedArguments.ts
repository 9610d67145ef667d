import * as l10n from '@vscode/l10n';
import { getActivation } from '../activations';
import type { CallForm } from '../frameworks';
import { parseSignature, type Signature, type SignatureParameter } from '../frameworks/signature';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import type { ArgumentFate } from './argumentEdits';
import { pythonValue } from './quoting';
import type { TargetCall } from './targetCall';

/** The arguments of a call in the light of the target. */
export interface CarriedArguments {
  readonly fate: (argument: SyntaxNode) => ArgumentFate;
  /** What the call gives besides, as it is written. */
  readonly added: readonly string[];
  /** The old call worked in place and the new one cannot. */
  readonly losesInPlace: boolean;
}

/** How arguments are counted: a method has its tensor before the dot, `partial` the function in front. */
export interface Counting {
  /** Positional arguments of the call that are none of the old activation's. */
  readonly leading?: number;
  /** By how much positions are higher in the target than in the old call. */
  readonly shift?: number;
}

/**
 * Decides about every written argument. What shapes the old function goes, since a slope is no alpha; the axis, `out`,
 * `name` and whether it works in place stay where the target takes them. A positional argument stays one only where the
 * target has the same parameter in the same place.
 *
 * @returns a sentence for the reader where an argument has no place in the target and cannot go.
 */
export function carryArguments(
  code: ModuleCode,
  list: SyntaxNode,
  from: CallForm,
  to: TargetCall,
  counting: Counting = {},
): CarriedArguments | string {
  const carrier = new Carrier(code, from, to, counting);
  for (const argument of list.namedChildren) {
    const refusal = argument === null || argument.type === 'comment' ? undefined : carrier.carry(argument);
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return carrier.result();
}

/** One argument as it is written. */
interface WrittenArgument {
  readonly node: SyntaxNode;
  readonly value: SyntaxNode;
  readonly isKeyword: boolean;
  /** Among the old activation's parameters; -1 for keywords. */
  readonly position: number;
  /** The old activation's parameter; nothing where there are more arguments than parameters. */
  readonly name: string | undefined;
}

class Carrier {
  private readonly old: Signature;
  private readonly target: Signature;
  private readonly leading: number;
  private readonly shift: number;
  private readonly fates = new Map<number, ArgumentFate>();
  private readonly added: string[] = [];
  private readonly carried = new Set<string>();
  private losesInPlace = false;
  /** Whether all positional arguments so far stay where they are. */
  private inOrder = true;
  private positional = 0;

  constructor(
    private readonly code: ModuleCode,
    private readonly from: CallForm,
    private readonly to: TargetCall,
    { leading = 0, shift = 0 }: Counting,
  ) {
    this.old = parseSignature(from.signature);
    this.target = parseSignature(to.symbol.signature);
    this.leading = leading;
    this.shift = shift;
  }

  /** @returns why the argument stands in the way, if it does. */
  carry(node: SyntaxNode): string | undefined {
    if (node.type === 'list_splat' || node.type === 'dictionary_splat') {
      return l10n.t('The arguments that {0} hands over cannot be read from the code.', node.text);
    }
    const argument = this.read(node);
    if (!argument.isKeyword && argument.position < 0) {
      return undefined;
    }
    const wanted = this.targetName(argument);
    if (wanted !== undefined) {
      this.keep(argument, wanted);
    } else if (!this.isTakenByAny(argument)) {
      return this.drop(argument);
    }
    return undefined;
  }

  result(): CarriedArguments {
    const { fates, losesInPlace } = this;
    const needed = [...this.to.given, ...this.requiredAxis()].filter(([name]) => !this.carried.has(name));
    return {
      fate: ({ id }) => fates.get(id) ?? 'keep',
      added: [...this.added, ...needed.map(([name, value]) => `${name}=${pythonValue(value, this.code)}`)],
      losesInPlace,
    };
  }

  private read(node: SyntaxNode): WrittenArgument {
    if (node.type === 'keyword_argument') {
      const name = node.childForFieldName('name')?.text;
      return { node, value: node.childForFieldName('value') ?? node, isKeyword: true, position: -1, name };
    }
    const position = this.positional - this.leading;
    this.positional += 1;
    return { node, value: node, isKeyword: false, position, name: nameAt(this.old.parameters, position) };
  }

  /** The target's name for an argument that it takes as well. */
  private targetName({ name, position }: WrittenArgument): string | undefined {
    const isFunction = this.to.symbol.form === 'function' && this.shift === 0;
    if (isFunction && (position === 0 || (name !== undefined && name === this.old.parameters[0]?.name))) {
      return this.target.parameters[0]?.name;
    }
    return name === undefined ? undefined : sharedName(name, this.from, this.to.symbol);
  }

  private keep({ node, value, isKeyword, position, name }: WrittenArgument, wanted: string): void {
    this.carried.add(wanted);
    const stays = isKeyword
      ? wanted === name
      : this.inOrder && nameAt(this.target.parameters, position + this.shift) === wanted;
    if (stays) {
      return;
    }
    if (isKeyword) {
      this.fates.set(node.id, { text: `${wanted}=${value.text}` });
    } else {
      this.fates.set(node.id, 'remove');
      this.inOrder = false;
      this.added.push(`${wanted}=${value.text}`);
    }
  }

  /** `name=`, `dtype=` and their like, which any layer takes. */
  private isTakenByAny({ isKeyword, name }: WrittenArgument): boolean {
    return (
      isKeyword && this.target.takesMoreKeywords && !this.old.parameters.some((parameter) => parameter.name === name)
    );
  }

  private drop({ node, value, isKeyword, name }: WrittenArgument): string | undefined {
    if (name === 'out') {
      return l10n.t('The target has no out= to write its result to.');
    }
    this.losesInPlace ||= name === 'inplace' && this.code.evaluate(value) !== false;
    this.fates.set(node.id, 'remove');
    this.inOrder &&= isKeyword;
    return undefined;
  }

  /** The last axis, where the target insists on one and the old call had none. */
  private requiredAxis(): readonly (readonly [string, number])[] {
    return this.target.parameters
      .filter(({ name, default: usual }) => /^(?:dim|axis)$/.test(name) && usual === undefined)
      .map(({ name }) => [name, -1] as const);
  }
}

function nameAt(parameters: readonly SignatureParameter[], position: number): string | undefined {
  return parameters.find((parameter) => parameter.position === position)?.name;
}

/** The target's name for a parameter of the old call that does not shape the old function. */
function sharedName(name: string, from: CallForm, target: CallForm): string | undefined {
  const { parameters } = parseSignature(target.signature);
  if (catalogueName(name, from) === 'axis') {
    return parameters.find((parameter) => catalogueName(parameter.name, target) === 'axis')?.name;
  }
  return shapes(name, from) || shapes(name, target) ? undefined : parameters.find((own) => own.name === name)?.name;
}

/** Whether a parameter decides which function it is. */
function shapes(name: string, form: CallForm): boolean {
  const meant = catalogueName(name, form);
  return (
    getActivation(form.activation).parameters.some((parameter) => parameter.name === meant) ||
    (form.variants ?? []).some(({ when, renames }) => Object.hasOwn(when, name) || renames?.[name] !== undefined)
  );
}

function catalogueName(name: string, { renames }: CallForm): string {
  return renames?.[name] ?? name;
}
