import { roundStep } from '../../../src/core/cards/plot/plotFrame';
import { make, oncePerFrame } from '../dom';
import { zoomed } from '../model/actions';
import type { Span } from '../model/state';
import { CurveChart } from './curveChart';

/** What the stage tells its view. */
export interface StageListener {
  /** The crosshair moved, or left the chart. */
  onCrosshair(x: number | undefined): void;
  /** Somebody zoomed or moved the view. */
  onSpan(span: Span): void;
  /** The size changed. */
  onResize(): void;
}

/** Steps of the arrow keys over the width of the view. */
const steps = 100;

/**
 * A chart that pointer and keyboard explore alike. To assistive technology it is a slider over x whose value is read
 * out: arrow keys move the crosshair, Home and End go to the ends, + and − zoom.
 */
export class ChartStage {
  readonly element: HTMLElement;
  readonly chart: CurveChart;
  private span: Span = { from: -1, to: 1 };
  private crosshair: number | undefined;
  private readonly pointers = new Map<number, number>();

  constructor(
    label: string,
    private readonly listener: StageListener,
  ) {
    const canvas = make('canvas', { 'aria-hidden': 'true' });
    this.element = make('div', { class: 'stage', role: 'slider', tabindex: 0, 'aria-label': label }, canvas);
    // The chart asks for its size from here on; what it reports while it is made has no listener yet.
    const resized = oncePerFrame(() => {
      listener.onResize();
    });
    this.chart = new CurveChart(canvas, resized);
    this.listenToPointer();
    this.listenToKeys();
  }

  /** @param valueText what is read out at the crosshair */
  describe(span: Span, x: number | undefined, valueText: string): void {
    this.span = span;
    this.crosshair = x;
    const now = x ?? (span.from + span.to) / 2;
    const attributes = { min: span.from, max: span.to, now: Number(now.toPrecision(6)), text: valueText };
    for (const [name, value] of Object.entries(attributes)) {
      this.element.setAttribute(`aria-value${name}`, String(value));
    }
  }

  private listenToPointer(): void {
    const { element, pointers } = this;
    const pixelOf = (event: MouseEvent): number => event.clientX - element.getBoundingClientRect().left;
    element.addEventListener('pointerdown', (event) => {
      pointers.set(event.pointerId, pixelOf(event));
      if (event.button === 0) element.setPointerCapture(event.pointerId);
    });
    element.addEventListener('pointermove', (event) => {
      const pixel = pixelOf(event);
      const before = pointers.get(event.pointerId);
      if (before !== undefined) this.drag(event.pointerId, before, pixel);
      if (pointers.size < 2) this.move(this.chart.xAt(pixel));
    });
    const release = (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
    };
    element.addEventListener('pointerup', release);
    element.addEventListener('pointercancel', release);
    element.addEventListener('pointerleave', () => {
      if (pointers.size === 0 && !element.matches(':focus-visible')) this.listener.onCrosshair(undefined);
    });
    element.addEventListener(
      'wheel',
      (event) => {
        const anchor = this.chart.xAt(pixelOf(event));
        if (anchor === undefined) return;
        event.preventDefault();
        // A pinch on a touchpad arrives as a wheel with Ctrl held and small steps.
        this.listener.onSpan(zoomed(this.span, anchor, Math.exp(event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))));
      },
      { passive: false },
    );
  }

  /** One pointer moves the view, two pinch it. */
  private drag(pointer: number, before: number, pixel: number): void {
    const [x, xBefore] = [this.chart.xAt(pixel), this.chart.xAt(before)];
    this.pointers.set(pointer, pixel);
    if (x === undefined || xBefore === undefined) return;
    const other = [...this.pointers].find(([id]) => id !== pointer)?.[1];
    if (other === undefined) {
      const moved = xBefore - x;
      if (moved !== 0) this.listener.onSpan({ from: this.span.from + moved, to: this.span.to + moved });
      return;
    }
    const anchor = this.chart.xAt(other);
    const factor = Math.abs(before - other) / Math.max(10, Math.abs(pixel - other));
    if (anchor !== undefined) this.listener.onSpan(zoomed(this.span, anchor, factor));
  }

  private listenToKeys(): void {
    this.element.addEventListener('keydown', (event) => {
      const target = this.keyTarget(event);
      if (target !== undefined) this.move(target);
      else if (!this.zoomByKey(event.key)) return;
      event.preventDefault();
    });
    this.element.addEventListener('focus', () => {
      if (this.element.matches(':focus-visible') && this.crosshair === undefined) this.move(this.keyOrigin());
    });
    this.element.addEventListener('blur', () => {
      this.listener.onCrosshair(undefined);
    });
  }

  private keyOrigin(): number {
    const { from, to } = this.span;
    return from <= 0 && to >= 0 ? 0 : (from + to) / 2;
  }

  private keyTarget(event: KeyboardEvent): number | undefined {
    const { from, to } = this.span;
    const step = roundStep((to - from) / steps);
    const here = this.crosshair ?? this.keyOrigin();
    const moved = (direction: number): number => {
      const stride = event.shiftKey ? 10 : 1;
      // To multiples of the step, so that round numbers, 0 above all, are met exactly.
      const target = (Math.round(here / step) + direction * stride) * step + 0;
      return Math.min(to, Math.max(from, Number(target.toPrecision(12))));
    };
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        return moved(-1);
      case 'ArrowRight':
      case 'ArrowUp':
        return moved(1);
      case 'PageDown':
        return moved(-10);
      case 'PageUp':
        return moved(10);
      case 'Home':
        return from;
      case 'End':
        return to;
      default:
        return undefined;
    }
  }

  private zoomByKey(key: string): boolean {
    if (key !== '+' && key !== '=' && key !== '-') return false;
    this.listener.onSpan(zoomed(this.span, this.crosshair ?? this.keyOrigin(), key === '-' ? 1.25 : 0.8));
    return true;
  }

  private move(x: number | undefined): void {
    if (x === undefined) return;
    const { from, to } = this.span;
    this.listener.onCrosshair(Math.min(to, Math.max(from, x)));
  }
}
