import { diffusers } from './diffusers';
import { equinox } from './equinox';
import { fairseq } from './fairseq';
import { fastai } from './fastai';
import { flaxLinen } from './flaxLinen';
import { flaxNnx } from './flaxNnx';
import type { Framework, FrameworkId } from './framework';
import { gptNeox } from './gptNeox';
import { haiku } from './haiku';
import { jax } from './jax';
import { keras2 } from './keras2';
import { keras3 } from './keras3';
import { megatron } from './megatron';
import { mlx } from './mlx';
import { mmcv } from './mmcv';
import { mxnet } from './mxnet';
import { numpy } from './numpy';
import { paddle } from './paddle';
import { scipy } from './scipy';
import { siren } from './siren';
import { sklearn } from './sklearn';
import { snakePackage } from './snakePackage';
import { tensorflow } from './tensorflow';
import { tfa } from './tfa';
import { timm } from './timm';
import { torch } from './torch';
import { torchvision } from './torchvision';
import { transformerEngine } from './transformerEngine';
import { transformers } from './transformers';
import { xTransformers } from './xTransformers';

export type * from './framework';

/**
 * Every library that is known. The order is that of trust where a name says too little: `nn` and `F` that nothing in
 * the file binds are PyTorch's, `layers` is Keras 3's, and `x.sigmoid()` is a tensor of PyTorch.
 */
export const frameworks: readonly Framework[] = [
  torch,
  torchvision,
  keras3,
  keras2,
  tensorflow,
  tfa,
  jax,
  flaxLinen,
  flaxNnx,
  haiku,
  equinox,
  numpy,
  scipy,
  sklearn,
  transformers,
  timm,
  diffusers,
  paddle,
  mlx,
  mxnet,
  fastai,
  transformerEngine,
  mmcv,
  fairseq,
  xTransformers,
  siren,
  snakePackage,
  megatron,
  gptNeox,
];

const byId = new Map(frameworks.map((framework) => [framework.id, framework]));

/** The table of a library. @throws Error for an id without one, which the tests rule out. */
export function getFramework(id: FrameworkId): Framework {
  const framework = byId.get(id);
  if (framework === undefined) throw new Error(`No table for the framework ${id}`);
  return framework;
}
