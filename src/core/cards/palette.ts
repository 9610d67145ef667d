/** The four kinds of colour theme that an editor tells apart. */
export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/**
 * The colours of an image in a card, as `#rrggbb`. An image cannot read the theme's variables, so they are baked in.
 * Text keeps a contrast of 4.5:1 and lines of 3:1 against `background` (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export interface Palette {
  /** What the image is expected to lie on; it is drawn without a background of its own. */
  readonly background: string;
  readonly text: string;
  /** Axes and tick marks. */
  readonly axis: string;
  /** Faint lines that carry no information of their own. */
  readonly grid: string;
  readonly value: string;
  readonly derivative: string;
  /** Where the slope is small but not zero: a tint under dots. */
  readonly vanishing: string;
  /** Where the slope is exactly zero: a tint under hatching. */
  readonly dead: string;
  /** Opacity of the two tints, 0 to 1. */
  readonly tint: number;
}

const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#f8f8f8',
    text: '#3b3b3b',
    axis: '#6b6b6b',
    grid: '#d8d8d8',
    value: '#0b5cad',
    derivative: '#b3470e',
    vanishing: '#8a6d00',
    dead: '#5f5f5f',
    tint: 0.13,
  },
  dark: {
    background: '#202020',
    text: '#cccccc',
    axis: '#9d9d9d',
    grid: '#3c3c3c',
    value: '#5ab0f6',
    derivative: '#f2a263',
    vanishing: '#d0b04a',
    dead: '#b0b0b0',
    tint: 0.14,
  },
  highContrast: {
    background: '#0c141f',
    text: '#ffffff',
    axis: '#ffffff',
    grid: '#4d4d4d',
    value: '#6fc3ff',
    derivative: '#ffb070',
    vanishing: '#ffe26b',
    dead: '#e0e0e0',
    tint: 0.18,
  },
  highContrastLight: {
    background: '#ffffff',
    text: '#1c1c1c',
    axis: '#292929',
    grid: '#c4c4c4',
    value: '#003e8a',
    derivative: '#8f2b00',
    vanishing: '#5c4700',
    dead: '#333333',
    tint: 0.14,
  },
};

/** The colours for images in a card under `theme`. */
export function paletteOf(theme: Theme): Palette {
  return palettes[theme];
}
