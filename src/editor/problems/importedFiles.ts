import * as vscode from 'vscode';
import { followImports, maximumImportedSize } from '../../core/model/imports/followImports';
import { mayTrainWithImports } from '../../core/model/imports/trainingWords';
import type { DocumentSnapshot, ImportedDocuments } from '../../service/protocol';
import type { ServiceClient } from '../serviceClient';
import { takeSnapshot } from '../snapshot';

/** The files of the workspace that a document imports, as they are stored, or as they are being edited. */
export class ImportedFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** A file that may be imported was changed, by whomever. */
  readonly onDidChange = this.changed.event;
  private watcher: vscode.FileSystemWatcher | undefined;

  constructor(private readonly service: ServiceClient) {}

  dispose(): void {
    this.changed.dispose();
    this.watcher?.dispose();
  }

  /**
   * What is needed to follow the document's imports; nothing where they have no part in what it trains.
   *
   * @param shouldStop asked between files; `true` gives up
   */
  async of(document: DocumentSnapshot, shouldStop?: () => boolean): Promise<ImportedDocuments | undefined> {
    const { key, parts } = document;
    const isInWorkspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(key)) !== undefined;
    if (!isInWorkspace || !parts.some(({ text }) => mayTrainWithImports(text))) {
      return undefined;
    }
    const imports = await this.service.request('imports', { document });
    const look = new LookAround();
    const files = await followImports(key, imports ?? [], {
      has: (path) => look.has(path),
      importsIn: async (path, names) => {
        const imported = await look.read(path);
        return imported && this.service.request('imports', { document: imported, names });
      },
      ...(shouldStop === undefined ? {} : { shouldStop }),
    });
    if (files.length === 0) {
      return undefined;
    }
    this.watch();
    return { files, documents: look.documents };
  }

  /** Only those who train what they import pay for it. */
  private watch(): void {
    if (this.watcher === undefined) {
      this.watcher = vscode.workspace.createFileSystemWatcher('**/*.py');
      const tell = (uri: vscode.Uri): void => {
        this.changed.fire(uri);
      };
      this.watcher.onDidChange(tell);
      this.watcher.onDidCreate(tell);
      this.watcher.onDidDelete(tell);
    }
  }
}

/** The files around one document, at one moment. Paths are whole URIs. */
class LookAround {
  private readonly listings = new Map<string, Promise<ReadonlySet<string>>>();
  private readonly snapshots = new Map<string, Promise<DocumentSnapshot | undefined>>();
  private readonly found: DocumentSnapshot[] = [];

  get documents(): readonly DocumentSnapshot[] {
    return this.found;
  }

  async has(path: string): Promise<boolean> {
    const uri = vscode.Uri.parse(path);
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) {
      return false;
    }
    const folder = vscode.Uri.joinPath(uri, '..');
    let listing = this.listings.get(folder.toString());
    if (listing === undefined) {
      listing = filesIn(folder);
      this.listings.set(folder.toString(), listing);
    }
    return (await listing).has(uri.path.slice(uri.path.lastIndexOf('/') + 1));
  }

  read(path: string): Promise<DocumentSnapshot | undefined> {
    let snapshot = this.snapshots.get(path);
    if (snapshot === undefined) {
      snapshot = this.readOnce(vscode.Uri.parse(path));
      this.snapshots.set(path, snapshot);
    }
    return snapshot;
  }

  private async readOnce(uri: vscode.Uri): Promise<DocumentSnapshot | undefined> {
    const open = vscode.workspace.textDocuments.find((one) => !one.isClosed && one.uri.toString() === uri.toString());
    const snapshot = open === undefined ? await readStored(uri) : takeSnapshot(open).document;
    if (snapshot !== undefined) {
      this.found.push(snapshot);
    }
    return snapshot;
  }
}

async function filesIn(folder: vscode.Uri): Promise<ReadonlySet<string>> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return new Set(entries.filter(([, type]) => (type & vscode.FileType.Directory) === 0).map(([name]) => name));
  } catch {
    // There is no such folder, or nobody may look into it.
    return new Set();
  }
}

async function readStored(uri: vscode.Uri): Promise<DocumentSnapshot | undefined> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    if (size > maximumImportedSize) {
      return undefined;
    }
    const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    return { key: uri.toString(), version: `stored ${mtime} ${size}`, parts: [{ text }] };
  } catch {
    // It has gone meanwhile, or is no text.
    return undefined;
  }
}
