import * as vscode from 'vscode';
import {
  encodeMessage,
  panelViewType,
  readMessageFromPanel,
  type MessageFromPanel,
  type MessageToPanel,
  type ShowMessage,
} from '../../panel.protocol';
import { chartHtml } from './chartHtml';

export type Shown = Omit<ShowMessage, 'type'>;

export interface ChartPanelEvents {
  /** The page has been loaded, for the first time or again, and waits to be told `shown`, if anything. */
  onReady(shown: Shown | undefined): void;
  onMessage(message: Exclude<MessageFromPanel, { type: 'ready' }>): void;
}

/**
 * The one webview panel. Its page is thrown away while it is hidden, and remembers by itself what it showed: what is
 * sent then would be lost, so that `post` sends to a listening page only, and `show` waits for one.
 */
export class ChartPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isListening = false;
  private awaited: Shown | undefined;
  private readonly resources: vscode.Uri;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
    private readonly events: ChartPanelEvents,
  ) {
    this.resources = vscode.Uri.joinPath(extensionUri, 'dist');
  }

  /** Whether somebody looks at it. */
  get isShown(): boolean {
    return this.isListening;
  }

  /** Opens the panel beside the editor, or brings the open one to the front; the keyboard stays where it is. */
  show(shown: Shown): void {
    if (this.panel === undefined) {
      this.awaited = shown;
      this.adopt(this.create());
      return;
    }
    if (this.isListening && this.panel.visible) {
      this.post({ type: 'show', ...shown });
    } else {
      this.awaited = shown;
    }
    this.panel.reveal(undefined, true);
  }

  /** Takes over a panel that VS Code has brought back. There is never more than one. */
  adopt(panel: vscode.WebviewPanel): void {
    if (this.panel !== undefined) {
      panel.dispose();
      return;
    }
    this.panel = panel;
    this.isListening = false;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.resources] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.receive(message);
    });
    panel.onDidChangeViewState(() => {
      this.isListening &&= panel.visible;
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.isListening = false;
      this.awaited = undefined;
    });
    panel.webview.html = chartHtml(panel.webview, this.resources);
  }

  post(message: MessageToPanel): void {
    if (this.panel === undefined || !this.isListening) {
      return;
    }
    this.panel.webview.postMessage(encodeMessage(message)).then(undefined, (error: unknown) => {
      this.log.warn('A message did not reach the chart panel.', error);
    });
  }

  setTitle(title: string): void {
    if (this.panel !== undefined) {
      this.panel.title = title;
    }
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private create(): vscode.WebviewPanel {
    const hasEditor = vscode.window.activeTextEditor !== undefined || vscode.window.activeNotebookEditor !== undefined;
    const viewColumn = hasEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const title = vscode.l10n.t('Activation Insight');
    return vscode.window.createWebviewPanel(panelViewType, title, { viewColumn, preserveFocus: hasEditor });
  }

  private receive(message: unknown): void {
    const read = readMessageFromPanel(message);
    if (!read.ok) {
      this.log.warn(`A message of the chart panel was ignored: ${read.problem}`);
    } else if (read.value.type === 'ready') {
      this.isListening = true;
      const shown = this.awaited;
      this.awaited = undefined;
      this.events.onReady(shown);
    } else {
      this.events.onMessage(read.value);
    }
  }
}
