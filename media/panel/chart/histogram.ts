import type { ActivationHistogram } from '../../../src/core/numerics/propagation/histogram';
import { exactText, percentText } from '../model/numbers';
import { translucent, type Colours } from '../theme';

const footer = 18;

/**
 * Draws how the activations of one layer are spread. A value that a whole interval of inputs leads to, such as the zero
 * of ReLU, is a bar of its own over the whole height, with its share beside it: no bin could be compared with it.
 */
export function drawHistogram(canvas: HTMLCanvasElement, histogram: ActivationHistogram, colours: Colours): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  context.scale(ratio, ratio);
  const bottom = height - footer;
  const { shares, atoms, from, to } = histogram;
  const highest = Math.max(...shares, 1e-12);
  const bar = width / shares.length;
  context.fillStyle = translucent(colours.value, 0.75);
  shares.forEach((share, index) => {
    const tall = (share / highest) * (bottom - 18);
    context.fillRect(index * bar, bottom - tall, Math.max(1, bar - 0.5), tall);
  });
  for (const { value, share } of atoms) {
    const x = Math.min(width - 3, Math.max(0, ((value - from) / (to - from)) * width - 1.5));
    const isLeft = x < width / 2;
    context.fillStyle = colours.derivative;
    context.fillRect(x, 2, 3, bottom - 2);
    context.fillStyle = colours.text;
    context.font = `${String(colours.fontSize - 2)}px ${colours.fontFamily}`;
    context.textAlign = isLeft ? 'left' : 'right';
    context.fillText(`${percentText(share)} %`, isLeft ? x + 6 : x - 4, 11);
  }
  context.strokeStyle = colours.axis;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, bottom + 0.5);
  context.lineTo(width, bottom + 0.5);
  context.stroke();
  context.fillStyle = colours.muted;
  context.font = `${String(colours.fontSize - 2)}px ${colours.fontFamily}`;
  context.textAlign = 'left';
  context.fillText(shortText(from), 0, height - 4);
  context.textAlign = 'right';
  context.fillText(shortText(to), width, height - 4);
}

function shortText(value: number): string {
  return exactText(Number(value.toPrecision(2)));
}
