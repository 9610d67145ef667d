import type { FrameworkId } from '../../frameworks/framework';

/** Module prefix of a dotted path → the library; the first that fits counts. */
const libraries: readonly (readonly [prefix: string, framework: FrameworkId])[] = [
  ['torch', 'torch'],
  ['numpy', 'numpy'],
  ['jax', 'jax'],
  ['tensorflow.keras', 'keras2'],
  ['tf.keras', 'keras2'],
  ['tensorflow', 'tensorflow'],
  ['tf', 'tensorflow'],
  ['keras.backend', 'keras2'],
  ['tf_keras', 'keras2'],
  ['keras', 'keras3'],
  ['scipy', 'scipy'],
  ['mlx', 'mlx'],
  ['paddle', 'paddle'],
  ['mxnet', 'mxnet'],
  ['flax.linen', 'flax_linen'],
  ['flax.nnx', 'flax_nnx'],
  ['flax', 'flax_linen'],
  ['haiku', 'haiku'],
  ['equinox', 'equinox'],
];

/** Python's own `math` computes on numbers; who else takes part says what the expression belongs to. */
const arithmeticModules = ['math', 'cmath', 'builtins', 'operator'];

/** The library of a dotted path; `plain` for Python's own mathematics, nothing for others. */
export function libraryOf(path: string): FrameworkId | 'plain' | undefined {
  if (arithmeticModules.some((module) => path.startsWith(`${module}.`))) {
    return 'plain';
  }
  return libraries.find(([prefix]) => path.startsWith(`${prefix}.`))?.[1];
}

const imported =
  /^[ \t]*(?:import|from)[ \t]+(torch|numpy|jax|tensorflow|tf_keras|keras|scipy|mlx|paddle|mxnet|flax|haiku|equinox)\b/gm;

/** The pieces of one text are asked about one after the other. */
let last: { readonly text: string; readonly library: FrameworkId } = { text: '', library: 'numpy' };

/** The library that a text's tensors most likely belong to: the first that it imports, NumPy last. */
export function mainLibrary(text: string): FrameworkId {
  if (last.text !== text) {
    last = { text, library: firstImported(text) };
  }
  return last.library;
}

function firstImported(text: string): FrameworkId {
  for (const [, module = ''] of text.matchAll(imported)) {
    const library = libraryOf(`${module}.`);
    if (library !== undefined && library !== 'plain' && library !== 'numpy') {
      return library;
    }
  }
  return 'numpy';
}
