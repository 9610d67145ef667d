import * as l10n from '@vscode/l10n';
import type { Facts } from '../../../src/core/numerics/facts';
import { shareInRegions } from '../../../src/core/numerics/flatness';
import { checkbox, make } from '../dom';
import { fieldText } from '../model/numberRange';
import { percentText } from '../model/numbers';
import type { InputDensity } from '../model/state';
import { NumberSlider } from './numberSlider';

/** How the inputs are spread, and how many of them meet a flat part of the function. */
export class DensityControls {
  readonly element: HTMLElement;
  private density: InputDensity = { isShown: true, mean: 0, sigma: 1 };
  private readonly mean: NumberSlider;
  private readonly sigma: NumberSlider;
  private readonly share = make('p', { class: 'share', role: 'status' });
  private readonly box: HTMLLabelElement;
  private readonly body: HTMLElement;

  constructor(onChange: (density: InputDensity) => void) {
    const change = (part: Partial<InputDensity>): void => {
      onChange({ ...this.density, ...part });
    };
    this.box = checkbox(l10n.t('Inputs drawn from a normal distribution'), true, (isShown) => {
      change({ isShown });
    });
    this.mean = new NumberSlider({
      label: make('span', {}, make('var', {}, 'μ'), ` ${l10n.t('mean')}`),
      name: l10n.t('Mean of the inputs'),
      range: { minimum: -5, maximum: 5, step: 0.05 },
      value: 0,
      accepts: Number.isFinite,
      onChange: (mean) => {
        change({ mean });
      },
    });
    this.sigma = new NumberSlider({
      label: make('span', {}, make('var', {}, 'σ'), ` ${l10n.t('standard deviation')}`),
      name: l10n.t('Standard deviation of the inputs'),
      range: { minimum: 0.05, maximum: 10, step: 0.05 },
      value: 1,
      accepts: (value) => value > 0,
      onChange: (sigma) => {
        change({ sigma });
      },
    });
    this.body = make('div', {}, this.mean.element, this.sigma.element, this.share);
    this.element = make('div', { class: 'density parameter' }, this.box, this.body);
  }

  show(density: InputDensity, facts: Facts): void {
    this.density = density;
    const box = this.box.querySelector('input');
    if (box) box.checked = density.isShown;
    this.body.hidden = !density.isShown;
    this.mean.show(density.mean);
    this.sigma.show(density.sigma);
    const text = shareText(density, facts);
    if (this.share.textContent !== text) this.share.textContent = text;
  }
}

/** `54.9 % of inputs from N(0, 5²) fall where |f′| < 0.01`, split into saturated and dead where there are both. */
function shareText({ mean, sigma }: InputDensity, facts: Facts): string {
  const spread = `N(${fieldText(mean).replace('-', '−')}, ${fieldText(sigma)}²)`;
  const [dead, saturated] = (['dead', 'saturated'] as const).map((kind) =>
    shareInRegions(
      facts.saturation.filter((region) => region.kind === kind),
      sigma,
      mean,
    ),
  );
  const all = facts.shareSaturated(sigma, mean);
  if (facts.saturation.length === 0) return l10n.t('No input from {0} meets a flat part: there is none.', spread);
  const total = l10n.t(
    '{0} % of inputs from {1} fall where |f′| < {2}.',
    percentText(all),
    spread,
    String(facts.slopeThreshold),
  );
  const isMixed = (dead ?? 0) > 0 && (saturated ?? 0) > 0;
  return isMixed ? `${total} ${l10n.t('{0} % find a slope of exactly 0.', percentText(dead ?? 0))}` : total;
}
