import type { Variant } from './framework';

/**
 * What Keras' `relu` and `ReLU` become by their arguments. Below the threshold they give slope · (x − threshold); with
 * several arguments at once they are a function of their own, named here after the argument that shapes it most.
 *
 * @param slope how the library calls the negative slope: `negative_slope`, or `alpha` in Keras 2.
 */
export function reluVariants(slope: 'negative_slope' | 'alpha'): readonly Variant[] {
  const plain = { [slope]: [0, null], threshold: [0, null] };
  return [
    { when: { max_value: 6, ...plain }, activation: 'relu6' },
    { when: { max_value: { not: null } }, activation: 'clipped_relu' },
    { when: { [slope]: { not: [0, null] } }, activation: 'leaky_relu', renames: { [slope]: 'negative_slope' } },
    { when: { threshold: { not: [0, null] } }, activation: 'thresholded_relu', renames: { threshold: 'theta' } },
  ];
}
