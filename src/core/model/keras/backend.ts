import type { ModuleCode } from '../../uses/moduleCode';

export type KerasBackend = 'tensorflow' | 'torch' | 'jax';

const chosen =
  /^(?![ \t]*#).*(?:KERAS_BACKEND["']\]?[ \t]*[=,:][ \t]*|set_backend\(|KERAS_BACKEND=)["']?(tensorflow|torch|jax)\b/m;

/** The backend that the code itself asks Keras for; the environment may still say otherwise. */
export function kerasBackend(code: ModuleCode): KerasBackend | undefined {
  for (const { text } of code.sources) {
    switch (chosen.exec(text)?.[1]) {
      case 'tensorflow':
        return 'tensorflow';
      case 'torch':
        return 'torch';
      case 'jax':
        return 'jax';
      default:
    }
  }
  return undefined;
}
