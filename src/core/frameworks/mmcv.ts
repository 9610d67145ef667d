import type { Framework } from './framework';
import { parametersIn, registry, symbolsIn } from './rows';

/** The registry's names are those of the classes, and the other items of the dictionary their arguments. */
const configurationStrings = registry({
  Sigmoid: { activation: 'sigmoid', symbol: 'torch.nn.Sigmoid' },
  HSigmoid: { activation: 'hard_sigmoid', symbol: 'mmcv.cnn.HSigmoid' },
  Tanh: { activation: 'tanh', symbol: 'torch.nn.Tanh' },
  Clip: { activation: 'hard_tanh', symbol: 'mmcv.cnn.bricks.activation.Clamp' },
  Clamp: { activation: 'hard_tanh', symbol: 'mmcv.cnn.bricks.activation.Clamp' },
  ReLU: { activation: 'relu', symbol: 'torch.nn.ReLU' },
  ReLU6: { activation: 'relu6', symbol: 'torch.nn.ReLU6' },
  LeakyReLU: { activation: 'leaky_relu', symbol: 'torch.nn.LeakyReLU' },
  PReLU: { activation: 'prelu', symbol: 'torch.nn.PReLU' },
  RReLU: { activation: 'rrelu', symbol: 'torch.nn.RReLU' },
  ELU: { activation: 'elu', symbol: 'torch.nn.ELU' },
  GELU: { activation: 'gelu', symbol: 'torch.nn.GELU' },
  SiLU: { activation: 'silu', symbol: 'torch.nn.SiLU' },
  Swish: { activation: 'silu', symbol: 'mmcv.cnn.Swish' },
  HSwish: { activation: 'hard_swish', symbol: 'mmcv.cnn.HSwish' },
});

const configuration = { registry: configurationStrings, typeKey: 'type' };

/** mmcv 2.2 and the mm libraries built on it. Its HSigmoid was (x + 1) / 2 before 1.4.4 and is (x + 3) / 6 since. */
export const mmcv: Framework = {
  id: 'mmcv',
  name: 'MMCV',
  modules: [
    'mmcv',
    'mmdet',
    'mmseg',
    'mmcls',
    'mmpretrain',
    'mmpose',
    'mmaction',
    'mmocr',
    'mmengine',
    'mmdet3d',
    'mmyolo',
  ],
  moduleAliases: {
    'mmcv.cnn.bricks': 'mmcv.cnn',
    'mmcv.cnn.bricks.hsigmoid': 'mmcv.cnn',
    'mmcv.cnn.bricks.hswish': 'mmcv.cnn',
    'mmcv.cnn.bricks.swish': 'mmcv.cnn',
    'mmcv.cnn.bricks.activation': 'mmcv.cnn',
    'mmcv.cnn.bricks.conv_module': 'mmcv.cnn',
  },
  conventionalNames: { mmcv: 'mmcv' },
  symbols: [
    ...symbolsIn('mmcv.cnn', 'class', [
      ['HSigmoid', 'hard_sigmoid', 'bias=3.0, divisor=6.0, min_value=0.0, max_value=1.0'],
      ['HSwish', 'hard_swish', 'inplace=False'],
      ['Swish', 'silu'],
    ]),
    ...symbolsIn('mmcv.cnn.bricks.activation', 'class', [
      ['Clamp', 'hard_tanh', 'min=-1.0, max=1.0', { renames: { min: 'min_val', max: 'max_val' } }],
    ]),
  ],
  activationParameters: [
    ...parametersIn('mmcv.cnn', 'cfg', configuration, [['build_activation_layer', 0]]),
    ...parametersIn('mmcv.cnn', 'act_cfg', configuration, [['ConvModule', 10, 'relu']]),
  ],
  lookups: [
    { kind: 'key', name: 'act_cfg', ...configuration },
    { kind: 'key', name: 'gate_cfg', ...configuration, role: 'gate' },
  ],
};
