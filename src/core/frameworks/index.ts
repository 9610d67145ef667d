import type { Framework, FrameworkId } from './framework';
import { torch } from './torch';

export type * from './framework';

/**
 * Every library that is known. The order is that of trust where a name says too little: `nn` and `F` that nothing in
 * the file binds are PyTorch's, `layers` is Keras 3's.
 */
export const frameworks: readonly Framework[] = [torch];

const byId = new Map(frameworks.map((framework) => [framework.id, framework]));

export function getFramework(id: FrameworkId): Framework {
  const framework = byId.get(id);
  if (framework === undefined) throw new Error(`No table for the framework ${id}`);
  return framework;
}
