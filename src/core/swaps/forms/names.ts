import { lastComponent, moduleOf } from '../../edits/importStatements';
import type { SyntaxNode } from '../../python/syntax';
import { readArguments } from '../../uses/callArguments';
import type { Change } from '../change';
import { pythonValue } from '../quoting';
import type { SwapSite } from '../site';
import { pathsOf, type TargetCall } from '../targetCall';

/** How the target's name is written in the place of the old one; nothing where every name for it is taken. */
export function writeTarget(site: SwapSite, { symbol }: TargetCall, { imports }: Change): string | undefined {
  const module = `${moduleOf(site.use.path)}.`;
  const paths = pathsOf(symbol);
  const like = site.node.type === 'call' ? undefined : site.node;
  return imports.write(paths.find((path) => path.startsWith(module)) ?? symbol.path, site.node, like);
}

/** Puts the target's name in the place of the old one. */
export function replaceName(site: SwapSite, to: TargetCall, change: Change): boolean {
  const string = attributeString(site.node);
  if (string !== undefined) {
    // `getattr(nn, "ReLU")`: the module has to have the target, too.
    const [module, name] = [moduleOf(site.use.path), lastComponent(to.symbol.path)];
    const isThere = pathsOf(to.symbol).some((path) => moduleOf(path) === module);
    if (isThere) {
      change.edit({ ...change.code.placeOf(string), newText: name });
    }
    return isThere;
  }
  const name = writeTarget(site, to, change);
  if (name === undefined) {
    return false;
  }
  change.imports.drop(site.node);
  change.edit({ ...change.code.placeOf(site.node), newText: name });
  return true;
}

function attributeString(node: SyntaxNode): SyntaxNode | undefined {
  const string = node.type === 'call' ? readArguments(node).positional[1] : undefined;
  return string?.namedChildren.find((child) => child?.type === 'string_content') ?? undefined;
}

/** `partial(nn.gelu, approximate=False)`: the function with what makes it the target. */
export function writePartial(site: SwapSite, to: TargetCall, change: Change): boolean {
  const name = site.node.type === 'call' ? undefined : writeTarget(site, to, change);
  const partial = name === undefined ? undefined : change.imports.write('functools.partial', site.node);
  if (name === undefined || partial === undefined) {
    return false;
  }
  const given = [...to.given].map(([key, value]) => `${key}=${pythonValue(value, change.code)}`);
  change.imports.drop(site.node);
  change.edit({ ...change.code.placeOf(site.node), newText: `${partial}(${[name, ...given].join(', ')})` });
  return true;
}
