import type { Source } from './activation';

/** Papers that introduced, or made known, more than one activation. */

export const GAUSSIAN_ERROR_LINEAR_UNITS: Source = {
  authors: 'D. Hendrycks, K. Gimpel',
  year: 2016,
  title: 'Gaussian Error Linear Units (GELUs)',
  url: 'https://arxiv.org/abs/1606.08415',
};

export const SEARCHING_FOR_MOBILENET_V3: Source = {
  authors: 'A. Howard et al.',
  year: 2019,
  title: 'Searching for MobileNetV3',
  url: 'https://arxiv.org/abs/1905.02244',
};

export const EFFICIENT_BACKPROP: Source = {
  authors: 'Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller',
  year: 1998,
  title: 'Efficient BackProp',
};
