import * as l10n from '@vscode/l10n';
import type { Reference } from './knowledge';

/** Follows from the function itself. */
export const computed: Reference = {
  get label() {
    return l10n.t('computed');
  },
};

/** Small networks on synthetic data, a few seeds: an illustration, no literature value. */
export const smallExperiment: Reference = {
  get label() {
    return l10n.t('small experiment');
  },
};

/** A page of a library's own documentation. */
function documentation(library: string, url: string): Reference {
  return {
    get label() {
      return l10n.t('{0} documentation', library);
    },
    url,
  };
}

/** A page of https://docs.pytorch.org/docs/stable, without its ending. */
export function pytorch(page: string): Reference {
  return documentation('PyTorch', `https://docs.pytorch.org/docs/stable/${page}.html`);
}

/** A page of https://keras.io/api. */
export function keras(page: string): Reference {
  return documentation('Keras', `https://keras.io/api/${page}/`);
}

/** A function of jax.nn. */
export function jax(name: string): Reference {
  return documentation('JAX', `https://docs.jax.dev/en/latest/_autosummary/jax.nn.${name}.html`);
}

export const tensorflowAddonsMaxout = documentation(
  'TensorFlow Addons',
  'https://www.tensorflow.org/addons/api_docs/python/tfa/layers/Maxout',
);

export const scipySoftmax = documentation(
  'SciPy',
  'https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.softmax.html',
);

/** A thread on GitHub, `repository` as owner/name. */
export function thread(repository: string, number: number): Reference {
  return { label: `${repository}#${String(number)}`, url: `https://github.com/${repository}/issues/${String(number)}` };
}

/** A source file on GitHub, `repository` as owner/name. */
export function sourceFile(repository: string, path: string): Reference {
  return { label: repository, url: `https://github.com/${repository}/blob/main/${path}` };
}

function arxiv(label: string, id: string): Reference {
  return { label, url: `https://arxiv.org/abs/${id}` };
}

export const barron2017 = arxiv('Barron 2017', '1704.07483');
export const bengio2013 = arxiv('Bengio, Léonard & Courville 2013', '1308.3432');
export const bertoin2021 = arxiv('Bertoin et al. 2021', '2106.12915');
export const bhalgat2020 = arxiv('Bhalgat et al. 2020', '2004.09576');
export const caffenetBenchmark: Reference = {
  label: 'Mishkin, caffenet-benchmark',
  url: 'https://github.com/ducha-aiki/caffenet-benchmark',
};
export const clevert2015 = arxiv('Clevert et al. 2015', '1511.07289');
export const cs231n: Reference = { label: 'CS231n', url: 'https://cs231n.github.io/neural-networks-1/' };
export const dauphin2016 = arxiv('Dauphin et al. 2016', '1612.08083');
export const efficientNetLite: Reference = {
  label: 'TensorFlow blog 2020',
  url: 'https://blog.tensorflow.org/2020/03/higher-accuracy-on-vision-models-with-efficientnet-lite.html',
};
export const elhage2022: Reference = {
  label: 'Elhage et al. 2022',
  url: 'https://transformer-circuits.pub/2022/solu/index.html',
};
export const glorot2010: Reference = {
  label: 'Glorot & Bengio 2010',
  url: 'https://proceedings.mlr.press/v9/glorot10a.html',
};
export const goodfellow2013 = arxiv('Goodfellow et al. 2013', '1302.4389');
export const he2015 = arxiv('He et al. 2015', '1502.01852');
export const hendrycks2016 = arxiv('Hendrycks & Gimpel 2016', '1606.08415');
export const howard2019 = arxiv('Howard et al. 2019', '1905.02244');
export const huang2024 = arxiv('Huang & Schlag 2024', '2411.13010');
export const jang2016 = arxiv('Jang et al. 2016', '1611.01144');
export const klambauer2017 = arxiv('Klambauer et al. 2017', '1706.02515');
export const krizhevsky2012: Reference = {
  label: 'Krizhevsky et al. 2012',
  url: 'http://www.cs.toronto.edu/~fritz/absps/imagenet.pdf',
};
export const le2015 = arxiv('Le et al. 2015', '1504.00941');
export const lee2022 = arxiv('Lee et al. 2022', '2206.04658');
export const lu2019 = arxiv('Lu et al. 2019', '1903.06733');
export const martins2016 = arxiv('Martins & Astudillo 2016', '1602.02068');
export const miller2023: Reference = {
  label: 'Miller 2023',
  url: 'https://www.evanmiller.org/attention-is-off-by-one.html',
};
export const shazeer2020 = arxiv('Shazeer 2020', '2002.05202');
export const sitzmann2020 = arxiv('Sitzmann et al. 2020', '2006.09661');
export const vaswani2017 = arxiv('Vaswani et al. 2017', '1706.03762');
export const xu2015 = arxiv('Xu et al. 2015', '1505.00853');
export const ziyin2020 = arxiv('Ziyin et al. 2020', '2006.08195');
