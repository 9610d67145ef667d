import type { ActivationId } from '../../activations';
import * as exponentialUnits from './exponentialUnits';
import * as gated from './gated';
import * as geluFamily from './gelu';
import type { Knowledge } from './knowledge';
import * as elementary from './elementary';
import * as leaky from './leaky';
import * as normalizing from './normalizing';
import * as periodic from './periodic';
import * as rectified from './rectified';
import * as swishFamily from './swish';
import * as selecting from './selecting';
import * as shrinking from './shrinking';
import * as sigmoidal from './sigmoidal';
import * as softRectifiers from './softRectifiers';
import * as tanhLike from './tanhLike';

export type { Pitfall, Place, Relation } from './knowledge';

const KNOWLEDGE: Readonly<Record<ActivationId, Knowledge>> = {
  identity: elementary.identity,
  step: sigmoidal.step,
  abs: elementary.abs,
  sigmoid: sigmoidal.sigmoid,
  hard_sigmoid: sigmoidal.hardSigmoid,
  hard_sigmoid_02: sigmoidal.hardSigmoid02,
  sparse_sigmoid: sigmoidal.sparseSigmoid,
  log_sigmoid: sigmoidal.logSigmoid,
  laplace: sigmoidal.laplace,
  sigmoid_range: sigmoidal.sigmoidRange,
  erf: tanhLike.erf,
  logit: sigmoidal.logit,
  tanh: tanhLike.tanh,
  hard_tanh: tanhLike.hardTanh,
  lecun_tanh: tanhLike.lecunTanh,
  arctan: tanhLike.arctan,
  softsign: tanhLike.softsign,
  isru: tanhLike.isru,
  tanhshrink: shrinking.tanhshrink,
  softshrink: shrinking.softshrink,
  hardshrink: shrinking.hardshrink,
  shrink: shrinking.shrink,
  relu: rectified.relu,
  relu6: rectified.relu6,
  clipped_relu: rectified.clippedRelu,
  leaky_relu: leaky.leakyRelu,
  prelu: leaky.prelu,
  rrelu: leaky.rrelu,
  crelu: selecting.crelu,
  threshold: rectified.threshold,
  thresholded_relu: rectified.thresholdedRelu,
  relu_squared: rectified.reluSquared,
  star_relu: rectified.starRelu,
  elu: exponentialUnits.elu,
  celu: exponentialUnits.celu,
  selu: exponentialUnits.selu,
  xielu: exponentialUnits.xielu,
  gelu: geluFamily.gelu,
  gelu_tanh: geluFamily.geluTanh,
  quick_gelu: geluFamily.quickGelu,
  gelu_10: geluFamily.gelu10,
  silu: swishFamily.silu,
  swish_beta: swishFamily.swishBeta,
  hard_swish: swishFamily.hardSwish,
  mish: swishFamily.mish,
  hard_mish: swishFamily.hardMish,
  lisht: swishFamily.lisht,
  tanhexp: swishFamily.tanhexp,
  softplus: softRectifiers.softplus,
  squareplus: softRectifiers.squareplus,
  sparse_plus: softRectifiers.sparsePlus,
  sqrt_softplus: softRectifiers.sqrtSoftplus,
  logcosh: elementary.logcosh,
  exponential: elementary.exponential,
  bent_identity: elementary.bentIdentity,
  sine: periodic.sine,
  cosine: periodic.cosine,
  snake: periodic.snake,
  snake_beta: periodic.snakeBeta,
  gaussian: elementary.gaussian,
  softmax: normalizing.softmax,
  log_softmax: normalizing.logSoftmax,
  softmin: normalizing.softmin,
  softmax2d: normalizing.softmax2d,
  gumbel_softmax: normalizing.gumbelSoftmax,
  sparsemax: normalizing.sparsemax,
  hardmax: normalizing.hardmax,
  quiet_softmax: normalizing.quietSoftmax,
  maxout: selecting.maxout,
  solu: normalizing.solu,
  glu: gated.glu,
  swiglu: gated.swiglu,
  geglu: gated.geglu,
  reglu: gated.reglu,
  sreglu: gated.sreglu,
  clamped_swiglu: gated.clampedSwiglu,
  bilinear_glu: gated.bilinearGlu,
};

/** What is known of an activation beyond mathematics: its use, its relations, its pitfalls. */
export function getKnowledge(id: ActivationId): Knowledge {
  return KNOWLEDGE[id];
}
