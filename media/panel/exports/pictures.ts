import { make } from '../dom';
import type { Colours } from '../theme';

/** A line of text above a picture, with a piece of the curve that it names, if any. */
export interface PictureLabel {
  readonly text: string;
  readonly colour?: string;
  readonly dashes?: readonly number[];
}

/** One of the charts that a picture is joined from. */
export interface PicturePart {
  readonly labels: readonly PictureLabel[];
  /** At twice the resolution of a plain screen. */
  readonly picture: () => HTMLCanvasElement;
}

const swatchWidth = 56;

/** All parts as one picture on the background of the theme, as the base64 of a PNG. */
export function joinPictures(parts: readonly PicturePart[], colours: Colours): string {
  const columns = Math.ceil(Math.sqrt(parts.length));
  const row = 3.4 * colours.fontSize;
  const taken = parts.map(({ labels, picture }) => ({ labels, canvas: picture() }));
  const width = Math.max(...taken.map(({ canvas }) => canvas.width));
  const top = row * Math.max(...taken.map(({ labels }) => labels.length));
  const height = top + Math.max(...taken.map(({ canvas }) => canvas.height));
  const joined = make('canvas', { width: width * columns, height: height * Math.ceil(parts.length / columns) });
  const context = joined.getContext('2d');
  if (context === null) return '';
  context.fillStyle = colours.background;
  context.fillRect(0, 0, joined.width, joined.height);
  context.font = `${String(2 * colours.fontSize)}px ${colours.fontFamily}`;
  context.lineWidth = 5;
  taken.forEach(({ labels, canvas }, index) => {
    context.setTransform(1, 0, 0, 1, width * (index % columns), height * Math.floor(index / columns));
    labels.forEach(({ text, colour, dashes = [] }, line) => {
      const base = row * (line + 0.75);
      context.fillStyle = colours.text;
      context.fillText(text, colour === undefined ? 20 : swatchWidth + 36, base);
      if (colour === undefined) return;
      context.strokeStyle = colour;
      context.setLineDash(dashes.map((dash) => 2 * dash));
      context.beginPath();
      context.moveTo(20, base - 8);
      context.lineTo(20 + swatchWidth, base - 8);
      context.stroke();
    });
    context.drawImage(canvas, 0, top);
  });
  const address = joined.toDataURL('image/png');
  return address.slice(address.indexOf(',') + 1);
}
