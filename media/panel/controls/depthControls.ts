import * as l10n from '@vscode/l10n';
import { initializations } from '../../../src/core/numerics/propagation/initializations';
import type { Actions, Scene } from '../context';
import { button, dropdown, make } from '../dom';
import { withDepth, withNetwork } from '../model/actions';
import { canBeLayer, initialSigmas } from '../model/depth';
import { isKnownActivation } from '../model/panelActivation';
import { deepest, pickedEntry, type DepthState } from '../model/state';
import { ActivationPicker } from './activationPicker';
import { NumberSlider } from './numberSlider';
import { ParameterControls } from './parameterControls';

/** What the network is made of. */
export class DepthControls {
  readonly element: HTMLElement;
  readonly picker: ActivationPicker;
  private readonly parameters: ParameterControls;
  private readonly depth: NumberSlider;
  private readonly fanIn: NumberSlider;
  private readonly sigma: NumberSlider;
  private readonly bias: NumberSlider;
  private readonly initialization: HTMLSelectElement;
  private readonly normalization: HTMLSelectElement;
  private readonly fromFile = make('span', {});

  constructor(private readonly actions: Actions) {
    const change = (part: Partial<DepthState>): void => {
      actions.update((state) => withDepth(state, part));
    };
    this.picker = new ActivationPicker(
      l10n.t('Activation'),
      (activation) => {
        change({ entry: pickedEntry(activation) });
      },
      canBeLayer,
    );
    this.parameters = new ParameterControls((values) => {
      actions.update((state) => withDepth(state, { entry: { ...state.depth.entry, values } }));
    });
    const isPositive = (value: number): boolean => value > 0;
    this.depth = slider(l10n.t('Layers'), [1, deepest, 1], isPositive, (depth) => {
      change({ depth });
    });
    this.fanIn = slider(l10n.t('Inputs of each unit'), [16, 4096, 16], isPositive, (fanIn) => {
      change({ fanIn: Math.max(1, Math.round(fanIn)) });
    });
    this.sigma = slider(l10n.t('σ of the weights'), [0.005, 1, 0.005], isPositive, (sigma) => {
      change({ sigma });
    });
    this.bias = slider(
      l10n.t('σ of the biases'),
      [0, 1, 0.01],
      (value) => value >= 0,
      (biasSigma) => {
        change({ biasSigma });
      },
    );
    this.initialization = dropdown(
      l10n.t('Weights'),
      initializations.map(({ id, name }) => [id, name()] as const),
      'torch',
      (initialization) => {
        change({ initialization, biasSigma: null });
      },
    );
    this.normalization = dropdown(
      l10n.t('Normalization'),
      [
        ['none', l10n.t('No normalization')],
        ['batch', l10n.t('Batch normalization')],
        ['layer', l10n.t('Layer normalization')],
      ],
      'none',
      (normalization) => {
        change({ normalization });
      },
    );
    this.element = make(
      'div',
      { class: 'depth-controls' },
      make('div', { class: 'chips' }, this.initialization, this.normalization, this.fromFile),
      make('div', { class: 'columns' }, this.depth.element, this.fanIn.element, this.sigma.element, this.bias.element),
      this.parameters.element,
    );
  }

  show({ state, network, file }: Scene): void {
    const { depth } = state;
    this.picker.show(depth.entry.subject.activation);
    this.parameters.show(depth.entry);
    this.depth.show(depth.depth);
    this.fanIn.show(depth.fanIn);
    this.sigma.show(depth.sigma);
    this.sigma.element.hidden = depth.initialization !== 'normal';
    this.bias.show(Number((initialSigmas(depth)?.sigmaB ?? 0).toPrecision(4)));
    this.initialization.value = depth.initialization;
    this.normalization.value = depth.normalization;
    const isOffered = network !== undefined && isKnownActivation(network.subject.activation);
    if (!isOffered || file === undefined) {
      this.fromFile.replaceChildren();
    } else if (this.fromFile.dataset['name'] !== file.name || this.fromFile.childElementCount === 0) {
      this.fromFile.dataset['name'] = file.name;
      const take = button(
        l10n.t('As in {0}', file.name),
        () => {
          this.takeNetwork();
        },
        { class: 'chip' },
      );
      this.fromFile.replaceChildren(take);
    }
    this.network = network;
  }

  private network: Scene['network'];

  private takeNetwork(): void {
    const { network } = this;
    if (network) this.actions.update((state) => withNetwork(state, network));
  }
}

function slider(
  label: string,
  [minimum, maximum, step]: readonly [number, number, number],
  accepts: (value: number) => boolean,
  onChange: (value: number) => void,
): NumberSlider {
  return new NumberSlider({ label, name: label, range: { minimum, maximum, step }, value: minimum, accepts, onChange });
}
