import { kerasFromLogitsTrueWithProbabilities } from './kerasFromLogitsTrueWithProbabilities';
import { kerasLogitsWithProbabilityLoss } from './kerasLogitsWithProbabilityLoss';
import { softmaxOverOneUnit } from './softmaxOverOneUnit';
import { sigmoidWithCategoricalCrossentropy } from './sigmoidWithCategoricalCrossentropy';
import { softmaxWithBinaryCrossentropy } from './softmaxWithBinaryCrossentropy';
import { softmaxWithoutDim } from './softmaxWithoutDim';
import { outputRangeVsDataRange } from './outputRangeVsDataRange';
import { kerasPreluPerPixel } from './kerasPreluPerPixel';
import { unknownActivationString } from './unknownActivationString';
import { noOpActivationChain } from './noOpActivationChain';
import { missingNonlinearity } from './missingNonlinearity';
import { deepSigmoidHidden } from './deepSigmoidHidden';
import { rnnRelu } from './rnnRelu';
import { biasBeforeBatchnorm } from './biasBeforeBatchnorm';
import { seluRecipe } from './seluRecipe';
import { initActivationMismatch } from './initActivationMismatch';
import { tinyStdDeep } from './tinyStdDeep';
import { quantisationUnfriendly } from './quantisationUnfriendly';
import { highLrWithRelu } from './highLrWithRelu';
import { preluWeightDecay } from './preluWeightDecay';
import type { Rule } from './rule';

/** Every rule, in the order in which they are listed and shown. */
export const rules: readonly Rule[] = [
  kerasFromLogitsTrueWithProbabilities,
  kerasLogitsWithProbabilityLoss,
  softmaxOverOneUnit,
  sigmoidWithCategoricalCrossentropy,
  softmaxWithBinaryCrossentropy,
  outputRangeVsDataRange,
  softmaxWithoutDim,
  kerasPreluPerPixel,
  unknownActivationString,
  noOpActivationChain,
  missingNonlinearity,
  deepSigmoidHidden,
  rnnRelu,
  biasBeforeBatchnorm,
  seluRecipe,
  initActivationMismatch,
  tinyStdDeep,
  quantisationUnfriendly,
  highLrWithRelu,
  preluWeightDecay,
];
