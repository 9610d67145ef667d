import * as l10n from '@vscode/l10n';
import { drawHeatMap, mapReach, sampleSurface, surfaceOf, type Surface } from './chart/heatMap';
import { evenPlaces, type ValuesTable } from './controls/valuesTable';
import { copyOf, make } from './dom';
import type { PicturePart } from './exports/pictures';
import { exactText } from './model/numbers';
import { findActivation } from './model/panelActivation';
import type { Entry, Span } from './model/state';
import type { Colours } from './theme';

/** Rows and columns of the table that stands in for the map. */
const tablePlaces = 11;

/** A function of two inputs as a map in colours, with its caption and the table that stands in for it. */
export class FunctionMap {
  readonly element: HTMLElement;
  private readonly canvas = make('canvas', { class: 'map', role: 'img' });
  private readonly caption = make('p', { class: 'hint' });
  private draw: (ratio?: number) => void = () => undefined;

  constructor(private readonly values: ValuesTable) {
    this.element = make('div', { class: 'map-frame' }, this.canvas, this.caption);
  }

  show({ subject, values }: Entry, span: Span, colours: Colours): void {
    const surface = surfaceOf(findActivation(subject.activation), values);
    const sampled = sampleSurface(surface, mapReach(span));
    this.draw = (ratio) => {
      drawHeatMap(this.canvas, surface, sampled, colours, ratio);
    };
    this.draw();
    const range = l10n.t('from {0} to {1}', exactText(sampled.lowest), exactText(sampled.highest));
    this.caption.textContent = `${surface.caption}; ${range}`;
    this.canvas.setAttribute('aria-label', `${surface.caption}; ${range}`);
    this.showTable(surface, sampled.span);
  }

  /** For exports, at twice the size. */
  pictured(): PicturePart {
    return {
      labels: [{ text: this.caption.textContent }],
      picture: () => {
        this.draw(2);
        const picture = copyOf(this.canvas);
        this.draw();
        return picture;
      },
    };
  }

  /** Laid out as the map is: to the right the first input, upwards the second. */
  private showTable({ evaluate: height, axes: [across, up] }: Surface, span: number): void {
    const places = evenPlaces(-span, span, tablePlaces);
    this.values.show([`${up} ╲ ${across}`, ...places.map(exactText)], () =>
      evenPlaces(span, -span, tablePlaces).map((second) =>
        [second, ...places.map((first) => height(first, second))].map(exactText),
      ),
    );
  }
}
