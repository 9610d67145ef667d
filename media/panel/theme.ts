/** The colours of the charts, each as the browser computed it from the theme: `rgb(…)`. */
export interface Colours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  readonly value: string;
  readonly derivative: string;
  readonly second: string;
  readonly dead: string;
  readonly saturated: string;
  readonly density: string;
  /** For series side by side; told apart by their dashes and markers, too. */
  readonly series: readonly string[];
  readonly fontFamily: string;
  readonly fontSize: number;
}

/** What lines need against their background (WCAG 2.2, 1.4.11), and text (1.4.3). */
const lineContrast = 3.2;
const textContrast = 4.5;

const chartVariables = ['blue', 'orange', 'green', 'purple', 'red', 'yellow'] as const;

/** Reads the theme's variables. In forced colours the system's own take their place. */
export function readColours(): Colours {
  const isForced = matchMedia('(forced-colors: active)').matches;
  const resolve = (variable: string, system: string): string => {
    return computedColour(isForced ? system : `var(--vscode-${variable}, ${system})`);
  };
  const background = resolve('editor-background', 'Canvas');
  const text = withContrast(resolve('editor-foreground', 'CanvasText'), background, textContrast);
  const readable = (variable: string, system = 'CanvasText'): string => {
    return withContrast(resolve(variable, system), background, lineContrast, text);
  };
  const [value, derivative, second, purple, red, yellow] = chartVariables.map((name) => readable(`charts-${name}`));
  const style = getComputedStyle(document.body);
  return {
    background,
    text,
    muted: withContrast(resolve('descriptionForeground', 'CanvasText'), background, textContrast, text),
    grid: mix(text, background, 0.12),
    axis: mix(text, background, 0.5),
    value: value ?? text,
    derivative: derivative ?? text,
    second: second ?? text,
    dead: mix(text, background, 0.75),
    saturated: yellow ?? text,
    density: purple ?? text,
    series: [value, derivative, second, purple, red, text].map((colour) => colour ?? text),
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize) || 13,
  };
}

/** Gives the legends the colours of the lines, which are strengthened where the theme's own are too faint to be seen. */
export function paintSwatches({ value, derivative, second }: Colours): void {
  const { style } = document.body;
  style.setProperty('--f', value);
  style.setProperty('--f1', derivative);
  style.setProperty('--f2', second);
}

/** Calls `handle` whenever the colours may have changed: VS Code rewrites the variables on the root element. */
export function onThemeChange(handle: () => void): void {
  const observer = new MutationObserver(handle);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  matchMedia('(forced-colors: active)').addEventListener('change', handle);
}

function computedColour(colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}

type Rgb = readonly [red: number, green: number, blue: number];

function channels(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** `share` of the first colour, the rest of the second. */
export function mix(first: string, second: string, share: number): string {
  const [one, other] = [channels(first), channels(second)];
  const mixed = one.map((channel, index) => Math.round(channel * share + (other[index] ?? 0) * (1 - share)));
  return `rgb(${mixed.join(', ')})`;
}

/** `colour` with an opacity of its own. */
export function translucent(colour: string, opacity: number): string {
  return `rgba(${channels(colour).join(', ')}, ${String(opacity)})`;
}

/** How much two colours differ in brightness, 1 to 21, by WCAG 2.2. */
export function contrast(first: string, second: string): number {
  const [dark = 0, bright = 0] = [luminance(channels(first)), luminance(channels(second))].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `colour`, moved towards `anchor` until it stands out from `background` as much as it must. */
export function withContrast(colour: string, background: string, wanted: number, anchor?: string): string {
  const extreme = luminance(channels(background)) > 0.4 ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
  const target = anchor ?? extreme;
  for (let share = 1; share > 0; share -= 0.1) {
    const mixed = mix(colour, target, share);
    if (contrast(mixed, background) >= wanted) return mixed;
  }
  return target;
}
