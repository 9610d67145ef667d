import { frameworks } from '../../frameworks';
import type { FrameworkId } from '../../frameworks/framework';
import type { ModuleCode } from '../../uses/moduleCode';
import type { Use } from '../../uses/use';

/** Libraries with defaults of their own. */
type Family = 'torch' | 'tensorflow' | 'jax';

const families: Partial<Record<FrameworkId, Family>> = {
  torch: 'torch',
  keras2: 'tensorflow',
  keras3: 'tensorflow',
  tensorflow: 'tensorflow',
  jax: 'jax',
  flax_linen: 'jax',
  flax_nnx: 'jax',
};

/** Words of code that carries weights from one library to another. */
const conversion =
  /from_pt\s*=\s*True|from_tf\s*=\s*True|from_flax\s*=\s*True|load_pytorch|convert_(?:pytorch|torch|flax|tf|jax|keras|checkpoint|weights)|(?:pt|torch|pytorch|tf|keras|flax|jax)(?:2|_to_)(?:pt|torch|pytorch|tf|keras|flax|jax)\b/;

/** Whether a document works with two libraries, or with weights that come from another. */
export function isAboutPorting(code: ModuleCode): boolean {
  const imported = new Set(
    frameworks.filter((framework) => code.preference.imports(framework)).flatMap(({ id }) => families[id] ?? []),
  );
  return imported.size > 1 || code.mentions(conversion);
}

/** What the code itself gives for none of the names, as far as is known. */
export function leavesToDefault({ given, form }: Use, ...names: readonly string[]): boolean {
  return form === 'string' || (given !== undefined && names.every((name) => !Object.hasOwn(given, name)));
}
