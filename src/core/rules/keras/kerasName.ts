import type { ModuleCode } from '../../uses/moduleCode';

const importedAs: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^[ \t]*import[ \t]+tensorflow[ \t]+as[ \t]+(\w+)/m, (name) => `${name}.keras`],
  [/^[ \t]*import[ \t]+keras[ \t]+as[ \t]+(\w+)/m, (name) => name],
  [/^[ \t]*import[ \t]+(keras)[ \t]*$/m, (name) => name],
  [/^[ \t]*from[ \t]+tensorflow[ \t]+import[ \t]+(?:\w+[ \t]*,[ \t]*)*(keras)\b/m, (name) => name],
  [/^[ \t]*import[ \t]+(tensorflow)[ \t]*$/m, (name) => `${name}.keras`],
];

/** How the file writes `keras`; nothing where it imports no module that has it. */
export function kerasName(code: ModuleCode): string | undefined {
  for (const [pattern, name] of importedAs) {
    for (const { text } of code.sources) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) {
        return name(found);
      }
    }
  }
  return undefined;
}
