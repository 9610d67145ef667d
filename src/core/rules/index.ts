import { softmaxIntoCrossEntropy } from './softmaxIntoCrossEntropy';
import { logSoftmaxIntoCrossEntropy } from './logSoftmaxIntoCrossEntropy';
import { sigmoidIntoBceWithLogits } from './sigmoidIntoBceWithLogits';
import { bceWithoutSigmoid } from './bceWithoutSigmoid';
import { preferBceWithLogits } from './preferBceWithLogits';
import { nllNeedsLogProbs } from './nllNeedsLogProbs';
import { klDivNeedsLogInput } from './klDivNeedsLogInput';
import { activationOnLogits } from './activationOnLogits';
import { reluOnRegressionOutput } from './reluOnRegressionOutput';
import { kerasFromLogitsTrueWithProbabilities } from './kerasFromLogitsTrueWithProbabilities';
import { kerasLogitsWithProbabilityLoss } from './kerasLogitsWithProbabilityLoss';
import { softmaxOverOneUnit } from './softmaxOverOneUnit';
import { sigmoidWithCategoricalCrossentropy } from './sigmoidWithCategoricalCrossentropy';
import { softmaxWithBinaryCrossentropy } from './softmaxWithBinaryCrossentropy';
import { outputRangeVsDataRange } from './outputRangeVsDataRange';
import { distributionParameterForm } from './distributionParameterForm';
import { softmaxWithoutDim } from './softmaxWithoutDim';
import { softmaxOverBatchDim } from './softmaxOverBatchDim';
import { moduleBuiltFromTensor } from './moduleBuiltFromTensor';
import { boolInSlopeSlot } from './boolInSlopeSlot';
import { numberInInplaceSlot } from './numberInInplaceSlot';
import { classNotInstance } from './classNotInstance';
import { kerasPreluPerPixel } from './kerasPreluPerPixel';
import { geluApproximateArg } from './geluApproximateArg';
import { unknownActivationString } from './unknownActivationString';
import { leakySlopeOutOfRange } from './leakySlopeOutOfRange';
import { noOpActivationChain } from './noOpActivationChain';
import { functionalSigmoidDeprecated } from './functionalSigmoidDeprecated';
import { handWrittenReluGradient } from './handWrittenReluGradient';
import { missingNonlinearity } from './missingNonlinearity';
import { deepSigmoidHidden } from './deepSigmoidHidden';
import { rnnRelu } from './rnnRelu';
import { biasBeforeBatchnorm } from './biasBeforeBatchnorm';
import { seluRecipe } from './seluRecipe';
import { unsupportedNonlinearityInInit } from './unsupportedNonlinearityInInit';
import { initActivationMismatch } from './initActivationMismatch';
import { kaimingAIgnored } from './kaimingAIgnored';
import { seluGain } from './seluGain';
import { largeStdInitWithSaturating } from './largeStdInitWithSaturating';
import { tinyStdDeep } from './tinyStdDeep';
import { logOfSoftmax } from './logOfSoftmax';
import { logOfSigmoid } from './logOfSigmoid';
import { handWrittenActivation } from './handWrittenActivation';
import { whereNanGradient } from './whereNanGradient';
import { sigmoidThreshold } from './sigmoidThreshold';
import { geluFormMismatch } from './geluFormMismatch';
import { leakyDefaultMismatch } from './leakyDefaultMismatch';
import { preluStartMismatch } from './preluStartMismatch';
import { hardSigmoidMismatch } from './hardSigmoidMismatch';
import { quantisationUnfriendly } from './quantisationUnfriendly';
import { highLrWithRelu } from './highLrWithRelu';
import { preluWeightDecay } from './preluWeightDecay';
import { statefulActivationInForward } from './statefulActivationInForward';
import { functionalTrainingFlag } from './functionalTrainingFlag';
import { sharedPrelu } from './sharedPrelu';
import { inplaceCorruptsShortcut } from './inplaceCorruptsShortcut';
import { inplaceAfterOutputSavingOp } from './inplaceAfterOutputSavingOp';
import { inplaceAddAfterRelu } from './inplaceAddAfterRelu';
import { inplaceWithHooks } from './inplaceWithHooks';
import { reusedActivationWithAttributionOrEagerQuant } from './reusedActivationWithAttributionOrEagerQuant';
import { uncheckedLoss } from './uncheckedLoss';
import type { Rule } from './rule';

/** Every rule, in the order in which they are listed and shown. */
export const rules: readonly Rule[] = [
  softmaxIntoCrossEntropy,
  logSoftmaxIntoCrossEntropy,
  sigmoidIntoBceWithLogits,
  bceWithoutSigmoid,
  preferBceWithLogits,
  nllNeedsLogProbs,
  klDivNeedsLogInput,
  kerasFromLogitsTrueWithProbabilities,
  kerasLogitsWithProbabilityLoss,
  softmaxOverOneUnit,
  sigmoidWithCategoricalCrossentropy,
  softmaxWithBinaryCrossentropy,
  activationOnLogits,
  reluOnRegressionOutput,
  outputRangeVsDataRange,
  distributionParameterForm,
  softmaxWithoutDim,
  softmaxOverBatchDim,
  moduleBuiltFromTensor,
  boolInSlopeSlot,
  numberInInplaceSlot,
  classNotInstance,
  statefulActivationInForward,
  functionalTrainingFlag,
  sharedPrelu,
  kerasPreluPerPixel,
  geluApproximateArg,
  unknownActivationString,
  leakySlopeOutOfRange,
  noOpActivationChain,
  functionalSigmoidDeprecated,
  inplaceCorruptsShortcut,
  inplaceAfterOutputSavingOp,
  inplaceAddAfterRelu,
  inplaceWithHooks,
  reusedActivationWithAttributionOrEagerQuant,
  handWrittenReluGradient,
  missingNonlinearity,
  deepSigmoidHidden,
  rnnRelu,
  biasBeforeBatchnorm,
  seluRecipe,
  unsupportedNonlinearityInInit,
  initActivationMismatch,
  kaimingAIgnored,
  seluGain,
  largeStdInitWithSaturating,
  tinyStdDeep,
  logOfSoftmax,
  logOfSigmoid,
  handWrittenActivation,
  whereNanGradient,
  sigmoidThreshold,
  geluFormMismatch,
  leakyDefaultMismatch,
  preluStartMismatch,
  hardSigmoidMismatch,
  quantisationUnfriendly,
  highLrWithRelu,
  preluWeightDecay,
  uncheckedLoss,
];
