import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../activations';
import { factsFor } from '../cards/card';
import { gainCalls, gainWords, type GainCall } from '../model/gainCalls';
import { quotedLike } from '../edits/nodeEdits';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import type { Arguments } from '../text';
import { argumentEdits, type ArgumentFate } from './argumentEdits';
import type { Change } from './change';
import { pythonValue } from './quoting';

/** What PyTorch calls the gain of an activation; for SELU its documentation asks for the gain of a linear layer. */
const gainNames: Partial<Record<ActivationId, string>> = {
  relu: 'relu',
  leaky_relu: 'leaky_relu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  selu: 'linear',
  // Its slope starts at `a`.
  prelu: 'leaky_relu',
};

interface SwappedActivation {
  readonly from: ActivationId;
  readonly to: ActivationId;
  readonly toArguments: Arguments;
  /** Whether other layers of the document keep the old activation. */
  readonly isPartial: boolean;
}

/** Changes the calls of PyTorch that scale weights for the old activation, or points them out. */
export function adjustGains(swapped: SwappedActivation, change: Change): void {
  const { code } = change;
  if (!code.mentions(gainWords)) {
    return;
  }
  const calls = [...gainCalls(code)].filter((call) => isFor(call, swapped.from, code));
  for (const call of calls.sort((one, other) => one.node.startIndex - other.node.startIndex)) {
    adjustGain(call, swapped, change);
  }
}

/** Without a name PyTorch takes a leaky ReLU, of slope 0 and so a ReLU where `kaiming_*` says no more. */
function isFor({ name, slope, path }: GainCall, from: ActivationId, code: ModuleCode): boolean {
  if (name === 'leaky_relu') {
    const value = slope === undefined ? (path.endsWith('calculate_gain') ? 0.01 : 0) : code.evaluate(slope);
    return from === (value === 0 ? 'relu' : 'leaky_relu');
  }
  return name !== undefined && name === gainNames[from];
}

function adjustGain(call: GainCall, swapped: SwappedActivation, change: Change): void {
  const { to, toArguments, isPartial } = swapped;
  const name = gainNames[to];
  const line = String(change.code.placeOf(call.node).range.start.line + 1);
  const isSilent = call.nonlinearity === undefined;
  if (isPartial) {
    change.note(l10n.t('Line {0} scales weights for {1}, which other layers keep.', line, nameOf(swapped.from)));
  } else if (name === undefined) {
    change.note(gainNote(line, swapped));
  } else if (!(isSilent && (to === 'relu' || to === 'leaky_relu'))) {
    renameGain(call, name, slopeIn(toArguments), change);
  }
}

function slopeIn(values: Arguments): number | undefined {
  const slope = values['negative_slope'] ?? values['a'];
  return typeof slope === 'number' ? slope : undefined;
}

function renameGain(call: GainCall, name: string, slope: number | undefined, change: Change): void {
  const { code } = change;
  const { node, nonlinearity, slope: writtenSlope, path } = call;
  const list = node.childForFieldName('arguments');
  if (list === null) {
    return;
  }
  const isGain = path.endsWith('calculate_gain');
  const added = nonlinearity === undefined ? [`nonlinearity=${pythonValue(name, code)}`] : [];
  if (slope !== undefined && writtenSlope === undefined && !isGain) {
    added.push(`a=${pythonValue(slope, code)}`);
  }
  const fate = (argument: SyntaxNode): ArgumentFate => {
    const isKeyword = argument.type === 'keyword_argument';
    const value = isKeyword ? argument.childForFieldName('value') : argument;
    const before = isKeyword ? `${argument.childForFieldName('name')?.text ?? ''}=` : '';
    if (value !== null && value.id === nonlinearity?.id) {
      return { text: before + (value.type === 'string' ? quotedLike(value, name) : pythonValue(name, code)) };
    }
    if (value !== null && value.id === writtenSlope?.id) {
      return slope === undefined ? withoutSlope(argument, isGain) : { text: before + pythonValue(slope, code) };
    }
    return 'keep';
  };
  change.edit(...argumentEdits(code, list, fate, added));
}

/** A slope in the middle of positional arguments holds the places of the others: 0 means none. */
function withoutSlope(argument: SyntaxNode, isLast: boolean): ArgumentFate {
  return argument.type === 'keyword_argument' || isLast ? 'remove' : { text: '0' };
}

function gainNote(line: string, { from, to, toArguments }: SwappedActivation): string {
  const [before, after] = [factsFor(from, {}).gains, factsFor(to, toArguments).gains];
  return l10n.t(
    'Line {0} scales weights for {1} (gain {2}); PyTorch has no name for {3}, whose gain is {4} for N(0, 1) inputs.',
    line,
    nameOf(from),
    before === null ? '?' : before.forward.toFixed(3),
    nameOf(to),
    after === null ? '?' : after.forward.toFixed(3),
  );
}

function nameOf(id: ActivationId): string {
  return getActivation(id).name();
}
