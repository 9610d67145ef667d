/**
 * Stands in for the package with which chart.js mixes colours, for animations and for points under the pointer. The
 * panel animates nothing and handles the pointer by itself, so that no colour is ever mixed there.
 */
export class Color {
  /** A colour that chart.js asks for would not be one: it then leaves the colours as they are. */
  readonly valid = false;
}
