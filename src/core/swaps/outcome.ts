import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../activations';
import { getFramework, type FrameworkId } from '../frameworks';
import { lastComponent } from '../edits/importStatements';
import type { Arguments } from '../text';
import type { TargetCall } from './targetCall';

/** What became of the attempt to write a target in a place. */
export type Outcome =
  /** With the target's arguments under the catalogue's names. */
  | { readonly kind: 'written'; readonly arguments: Arguments }
  /** Nothing was edited; the reason is a sentence in the display language. */
  | { readonly kind: 'refused'; readonly reason: string };

export function written(values: Arguments): Outcome {
  return { kind: 'written', arguments: values };
}

export function refused(reason: string): Outcome {
  return { kind: 'refused', reason };
}

export function notInLibrary(framework: FrameworkId, target: ActivationId): Outcome {
  return refused(
    l10n.t('{0} has no {1} that could be written here.', getFramework(framework).name, getActivation(target).name()),
  );
}

export function noName({ symbol: { path } }: TargetCall): Outcome {
  return refused(l10n.t('The name {0} stands for something else here.', lastComponent(path)));
}
