import * as vscode from 'vscode';
import type { FileMessage, PanelSubject } from '../../panel.protocol';
import type { ServiceClient } from '../serviceClient';
import { takeSnapshot } from '../snapshot';

/** The Python that was last edited: the keyboard may be in the panel meanwhile. */
export class LookedAtFile {
  private document: vscode.TextDocument | undefined;
  private position: vscode.Position | undefined;

  constructor(private readonly service: ServiceClient) {
    this.lookAt(vscode.window.activeTextEditor);
  }

  /** Where settings are read from. */
  get current(): vscode.TextDocument | undefined {
    return this.document?.isClosed === true ? undefined : this.document;
  }

  /** Takes note of an editor and its cursor, if it holds Python. */
  lookAt(editor: vscode.TextEditor | undefined): boolean {
    if (editor?.document.languageId !== 'python') {
      return false;
    }
    this.document = editor.document;
    this.position = editor.selection.active;
    return true;
  }

  /** Whether `document` is the file, or a cell of the same notebook. */
  isPartOf(document: vscode.TextDocument): boolean {
    return document.uri.path === this.current?.uri.path;
  }

  /** The use at the cursor; `undefined` where there is none, or where the text has changed meanwhile. */
  async useAtCursor(): Promise<PanelSubject | undefined> {
    const { current, position } = this;
    if (current === undefined || position === undefined) {
      return undefined;
    }
    const { version } = current;
    const { line, character } = position;
    const use = await this.service.request('useAt', { ...takeSnapshot(current), position: { line, character } });
    return current.version === version && this.position === position ? use : undefined;
  }

  /** What the panel shows of the file; `undefined` where there is none, or where the text has changed meanwhile. */
  async describe(): Promise<FileMessage | undefined> {
    const { current } = this;
    if (current === undefined) {
      return undefined;
    }
    const { document } = takeSnapshot(current);
    const { version } = current;
    const file = await this.service.request('panelFile', { document });
    return file && current.version === version && this.current === current
      ? { type: 'file', name: nameOf(vscode.Uri.parse(document.key)), ...file }
      : undefined;
  }
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
