import type { SyntaxNode } from '../python/syntax';
import { readArguments, type WrittenArguments } from './callArguments';
import type { ModuleCode } from './moduleCode';

/** A call of something that a library documents. */
export interface LibraryCall {
  readonly node: SyntaxNode;
  readonly callee: SyntaxNode;
  /** The documented path: `torch.nn.functional.softmax`. */
  readonly path: string;
  readonly written: WrittenArguments;
}

/**
 * Every call of a documented path, by rules keyed by the path. Only calls whose callee ends in the path's last name are
 * looked at, so a document that holds none of the names costs a text search.
 */
export function* libraryCalls(code: ModuleCode, paths: Iterable<string>): Generator<LibraryCall> {
  const pathsByName = new Map<string, Set<string>>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('.') + 1);
    pathsByName.set(name, (pathsByName.get(name) ?? new Set()).add(path));
  }
  for (const [name, wanted] of pathsByName) {
    for (const node of code.calls(name)) {
      const call = libraryCall(node, code);
      if (call !== undefined && wanted.has(call.path)) {
        yield call;
      }
    }
  }
}

/** A call node as the call of a documented path; nothing for the user's own functions. */
export function libraryCall(node: SyntaxNode, code: ModuleCode): LibraryCall | undefined {
  const callee = node.type === 'call' ? node.childForFieldName('function') : null;
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  return callee === null || path === undefined ? undefined : { node, callee, path, written: readArguments(node) };
}

/** What a call gives for a parameter, by keyword or position; `position` counts from zero. */
export function givenFor({ written }: LibraryCall, name: string, position: number): SyntaxNode | undefined {
  return written.keywords.get(name) ?? written.positional[position];
}

/** Whether `*args` or `**kwargs` hide some of the arguments. */
export function hidesArguments({ written }: LibraryCall): boolean {
  return written.hasStar || written.hasDoubleStar;
}
