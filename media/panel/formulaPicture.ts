import * as l10n from '@vscode/l10n';
import { renderFormulas, type FormulaAsset } from '../../src/core/cards/formulaImage';
import { paletteOf } from '../../src/core/cards/palette';
import type { PanelCard } from '../../src/panel.protocol';
import { make } from './dom';

let pictures = 0;

/**
 * The typeset formulas of an activation in the colour of the text around them; as text where there are none.
 * @param card where the text comes from; the picture does not wait for it
 */
export function formulaPicture(
  activation: string,
  card: PanelCard | undefined,
  asset: FormulaAsset | undefined,
  width: number,
): HTMLElement {
  const lines = card ? [card.formula.text, card.derivativeFormula.text] : [];
  const images =
    asset &&
    renderFormulas(asset, activation, {
      palette: { ...paletteOf('light'), text: 'currentColor' },
      emSize: 18,
      maximumWidth: Math.max(120, width),
      maximumHeight: 170,
    });
  if (images === undefined) return make('div', { class: 'formula' }, ...lines.map((line) => make('code', {}, line)));
  const drawn = [images.first, images.second].flatMap((image) => (image ? [inlineSvg(image.svg)] : []));
  const label = lines.length > 0 ? lines.join('; ') : l10n.t('Formula of the function and of its derivative');
  return make('div', { class: 'formula', role: 'img', 'aria-label': label }, ...drawn);
}

/** The picture as part of this document; ids become its own, as glyphs are numbered anew in each picture. */
function inlineSvg(svg: string): Node {
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const prefix = `picture-${String(++pictures)}-`;
  for (const element of picture.querySelectorAll('[id]')) element.id = prefix + element.id;
  for (const element of picture.querySelectorAll('use')) {
    element.setAttribute('href', `#${prefix}${(element.getAttribute('href') ?? '').slice(1)}`);
  }
  picture.setAttribute('aria-hidden', 'true');
  return document.importNode(picture, true);
}
