/** Whether there is a file at a path, with `/` between its parts. */
export type HasFile = (path: string) => boolean | Promise<boolean>;

/** Folders above a file in which its imports may start. */
const maximumFolders = 6;

/**
 * The files that an import may open: for every start of its dotted path the module or package of that name. Absolute
 * paths start in the nearest folder above the importing file that has any of them, or in a `src` beside it.
 *
 * @param importer the path of the importing file, with `/` between its parts
 * @param path the dotted path as the import writes it: `.net.Net`, `models.net`
 */
export async function findModules(importer: string, path: string, has: HasFile): Promise<ReadonlyMap<string, string>> {
  const dots = /^\.*/.exec(path)?.[0] ?? '';
  const names = path.slice(dots.length).split('.').filter(Boolean);
  for (const folder of startFolders(importer, dots.length)) {
    const found = await modulesBelow(folder, dots, names, has);
    if (found.size > 0) {
      return found;
    }
  }
  return new Map();
}

/** One dot is the folder of the file, each further one the folder above. */
function startFolders(importer: string, dots: number): readonly string[] {
  const folders: string[] = [];
  let folder: string | undefined = parentOf(importer);
  for (let level = 1; folder !== undefined && folders.length < 2 * maximumFolders; level++) {
    if (dots === 0) {
      folders.push(folder, join(folder, 'src'));
    } else if (level === dots) {
      return [folder];
    }
    folder = folder === '' ? undefined : parentOf(folder);
  }
  return folders;
}

async function modulesBelow(
  folder: string,
  dots: string,
  names: readonly string[],
  has: HasFile,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let count = dots === '' ? 1 : 0; count <= names.length; count++) {
    const parts = names.slice(0, count);
    const place = parts.reduce(join, folder);
    for (const file of [join(place, '__init__.py'), ...(count === 0 ? [] : [`${place}.py`])]) {
      if (await has(file)) {
        found.set(dots + parts.join('.'), file);
        break;
      }
    }
  }
  return found;
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
