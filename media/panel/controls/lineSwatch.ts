import { make } from '../dom';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A piece of a line as the chart draws it, with its marker. */
export function lineSwatch(colour: string, dashes: readonly number[], sign = ''): HTMLElement {
  const picture = document.createElementNS(svgNamespace, 'svg');
  const line = document.createElementNS(svgNamespace, 'line');
  const attributes = {
    x1: 0,
    x2: 28,
    y1: 8,
    y2: 8,
    stroke: colour,
    'stroke-width': 2.5,
    'stroke-dasharray': dashes.join(' '),
  };
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value));
  const marker = document.createElementNS(svgNamespace, 'text');
  const place = { x: 14, y: 12.5, 'text-anchor': 'middle', fill: colour, 'font-size': 12 };
  for (const [name, value] of Object.entries(place)) marker.setAttribute(name, String(value));
  marker.textContent = sign;
  picture.setAttribute('width', '28');
  picture.setAttribute('height', '16');
  picture.append(line, marker);
  const frame = make('span', { class: 'line-swatch', 'aria-hidden': 'true' });
  frame.append(picture);
  return frame;
}
