import { kerasLossNames } from '../../frameworks/kerasLosses';
import { pairedLossNames } from '../../frameworks/pairedLosses';
import type { ModuleCode } from '../../uses/moduleCode';
import { lossWords } from '../imports/trainingWords';

const kerasNames = kerasLossNames.join('|');

/** The names of every loss that a table knows; those of Keras, which are words of other trades, too, as code has them. */
const lossNames = new RegExp(
  String.raw`\b(?:${[...pairedLossNames].join('|')})\b|["'](?:${kerasNames})["']|\b(?:${kerasNames})\(|losses\.(?:${kerasNames})\b|\w*[cC]rossentropy`,
);

/** Functions that make networks or distributions. */
const makerWords =
  /Sequential|\bModel\(|layers\.\w+\(|Dense\(|[cC]ategorical\(|Bernoulli\(|\w+nomial\(|Geometric\(|gumbel_softmax/;

/** What networks are made of. */
const layerWords = /Linear|Conv|Dense|Sequential|LU\b|lu\b|anh|igmoid|oft(?:max|plus)|wish|[mM]ish|Module\b/;

/** Whether anything in a module can meet a loss: one that it names, or one of a file that it imports. */
export function mayMeetLoss(code: ModuleCode): boolean {
  return code.mentions(lossNames) || (code.hasImports && code.mentions(lossWords));
}

/** Which of the functions and classes that nothing in a module calls are run, told by their text. */
export interface WorthRunning {
  readonly function: (text: string) => boolean;
  readonly class: (text: string) => boolean;
  /** Of a class that is worth it. */
  readonly method: (name: string, text: string) => boolean;
  /** Whether functions count that call such functions: they say what those are given. */
  readonly withCallers: boolean;
}

/** What makes networks or distributions. */
export const makers: WorthRunning = {
  function: (text) => makerWords.test(text),
  class: (text) => layerWords.test(text) || makerWords.test(text),
  method: (_, text) => makerWords.test(text),
  withCallers: false,
};

/** What computes a loss. */
export const lossComputations: WorthRunning = {
  function: computesLoss,
  class: computesLoss,
  method: (name, text) => entryName.test(name) || computesLoss(text),
  withCallers: true,
};

/** Methods that libraries call. */
const entryName = /^(?:forward|call|__call__|training_step|train_step|compute_loss)$/;

function computesLoss(text: string): boolean {
  return lossWords.test(text) || lossNames.test(text);
}
