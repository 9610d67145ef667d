import * as vscode from 'vscode';
import { panelSubject, panelViewType, type MessageFromPanel, type PanelSubject } from '../../panel.protocol';
import { list, tryDecode } from '../../decoding';
import type { ServiceClient } from '../serviceClient';
import { readChartSettings, setFollowing, type ChartSettings } from '../settings';
import { ChartPanel, type Shown } from './chartPanel';
import { compareCommand, showChartCommand } from './commandNames';
import { LookedAtFile } from './lookedAtFile';
import { mostCompared, pickActivation, pickToCompare } from './pickActivations';
import { revealPlace } from './revealPlace';
import { saveExport } from './saveExport';
import { Settled } from '../settled';

/** How long the cursor rests before the panel follows it, and typing before the list of uses is made anew. */
const cursorMilliseconds = 120;
const typingMilliseconds = 400;
const longestTitle = 80;

/** The chart panel: its commands, what it is told, and what it asks for. */
export function registerChart(
  extensionUri: vscode.Uri,
  service: ServiceClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const chart = new Chart(extensionUri, service, log);
  const guarded = (work: () => Promise<void>) => () => chart.attempt(work);
  return vscode.Disposable.from(
    chart,
    vscode.commands.registerCommand(showChartCommand, (subject: unknown) =>
      chart.attempt(() => chart.showChart(subject)),
    ),
    vscode.commands.registerCommand(compareCommand, (subject: unknown) => chart.attempt(() => chart.compare(subject))),
    vscode.commands.registerCommand(
      'activationInsight.followCursor',
      guarded(() => chart.setFollowing(true)),
    ),
    vscode.commands.registerCommand(
      'activationInsight.stopFollowingCursor',
      guarded(() => chart.setFollowing(false)),
    ),
    vscode.window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: (panel) => {
        chart.restore(panel);
        return Promise.resolve();
      },
    }),
  );
}

class Chart implements vscode.Disposable {
  private readonly panel: ChartPanel;
  private readonly file: LookedAtFile;
  private readonly followSoon = new Settled(cursorMilliseconds, () => this.attempt(() => this.follow()));
  private readonly describeSoon = new Settled(typingMilliseconds, () => this.attempt(() => this.describeFile()));
  private readonly subscriptions: vscode.Disposable;
  private lastRequest = 0;
  /** What the page knows already. */
  private sentFile = '';
  private sentUse = '';
  /** Whether to follow, as was asked for last; the setting says so only once it has been written. */
  private followingWish: boolean | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly service: ServiceClient,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.file = new LookedAtFile(service);
    this.panel = new ChartPanel(extensionUri, log, {
      onReady: (shown) => void this.attempt(() => this.start(shown)),
      onMessage: (message) => void this.attempt(() => this.answer(message)),
    });
    this.subscriptions = vscode.Disposable.from(
      this.panel,
      this.followSoon,
      this.describeSoon,
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.file.lookAt(editor)) {
          this.describeSoon.ask();
          this.followSoon.ask();
        }
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (this.file.lookAt(textEditor)) {
          this.followSoon.ask();
        }
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.file.isPartOf(document)) {
          this.describeSoon.ask();
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('activationInsight')) {
          this.forgetFulfilledWish();
          this.sendSettings();
        }
      }),
    );
  }

  /** Nothing that goes wrong in the panel disturbs the editor. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error('The chart panel could not do what was asked.', error);
    }
  }

  /**
   * Shows what a link of a hover names, else what stands at the cursor, else what the user picks.
   *
   * @param argument of a link; menus give other things, which do not count
   */
  async showChart(argument: unknown): Promise<void> {
    this.file.lookAt(vscode.window.activeTextEditor);
    const subject = readSubject(argument) ?? (await this.file.useAtCursor()) ?? (await this.pick());
    if (subject !== undefined) {
      this.show({ view: 'function', subjects: [subject], cause: 'command' });
    }
  }

  /**
   * Compares several activations that are given, else what the user picks, to begin with what a link of a hover names
   * and what the file uses.
   */
  async compare(argument: unknown): Promise<void> {
    this.file.lookAt(vscode.window.activeTextEditor);
    const given = tryDecode(list(panelSubject), argument);
    if (given.ok && given.value.length > 1) {
      this.show({ view: 'compare', subjects: given.value.slice(0, mostCompared), cause: 'command' });
      return;
    }
    const first = readSubject(argument);
    const [all, file] = await Promise.all([this.service.request('activations', undefined), this.file.describe()]);
    const subjects = await pickToCompare(all, file?.uses ?? [], first === undefined ? [] : [first]);
    if (subjects !== undefined) {
      this.show({ view: 'compare', subjects, cause: 'command' });
    }
  }

  /** Holds at once; the setting is written meanwhile. Where it cannot be, the panel shows again what holds. */
  async setFollowing(follows: boolean): Promise<void> {
    this.followingWish = follows;
    this.sendSettings();
    this.followSoon.ask();
    try {
      await setFollowing(follows);
      this.forgetFulfilledWish();
    } catch (error) {
      this.followingWish = undefined;
      this.sendSettings();
      throw error;
    }
  }

  restore(panel: vscode.WebviewPanel): void {
    this.panel.adopt(panel);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private readSettings(): ChartSettings {
    const settings = readChartSettings(this.file.current);
    return { ...settings, follows: this.followingWish ?? settings.follows };
  }

  private forgetFulfilledWish(): void {
    if (readChartSettings(this.file.current).follows === this.followingWish) {
      this.followingWish = undefined;
    }
  }

  private sendSettings(): void {
    this.panel.post({ type: 'settings', ...this.readSettings() });
  }

  private async pick(): Promise<PanelSubject | undefined> {
    const [all, file] = await Promise.all([this.service.request('activations', undefined), this.file.describe()]);
    return pickActivation(all, file?.uses ?? []);
  }

  private show(shown: Shown): void {
    this.sentUse = keyOf(shown.subjects[0]);
    this.panel.show(shown);
  }

  private async start(shown: Shown | undefined): Promise<void> {
    const { bundle } = vscode.l10n;
    this.sentFile = '';
    this.panel.post({
      type: 'start',
      language: vscode.env.language,
      ...(bundle && { translations: bundle }),
      ...this.readSettings(),
      ...(shown && { show: shown }),
    });
    await Promise.all([this.describeFile(), this.sendFormulas()]);
  }

  private async sendFormulas(): Promise<void> {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'dist', 'formulas.json'));
    this.panel.post({ type: 'formulas', asset: parseFormulas(bytes) });
  }

  private async describeFile(): Promise<void> {
    const message = this.panel.isShown ? await this.file.describe() : undefined;
    const text = JSON.stringify(message);
    if (message !== undefined && text !== this.sentFile) {
      this.sentFile = text;
      this.panel.post(message);
    }
  }

  private async follow(): Promise<void> {
    if (!this.mayFollow()) {
      return;
    }
    const use = await this.file.useAtCursor();
    // Following may have been switched off meanwhile.
    if (use !== undefined && this.mayFollow() && keyOf(use) !== this.sentUse) {
      this.sentUse = keyOf(use);
      this.panel.post({ type: 'show', view: 'function', subjects: [use], cause: 'cursor' });
    }
  }

  private mayFollow(): boolean {
    return this.panel.isShown && this.readSettings().follows;
  }

  private async answer(message: Exclude<MessageFromPanel, { type: 'ready' }>): Promise<void> {
    switch (message.type) {
      case 'describe':
        return this.describeSubject(message.request, message.subject);
      case 'reveal':
        return this.reveal(message);
      case 'follow':
        return this.setFollowing(message.follows);
      case 'save':
        return this.save(message);
      case 'copy':
        return this.copy(message.text);
      case 'title':
        this.panel.setTitle(message.title.slice(0, longestTitle));
        return;
      case 'problem':
        this.log.warn(message.text);
    }
  }

  private async describeSubject(request: number, subject: PanelSubject): Promise<void> {
    this.lastRequest = request;
    const { slope } = this.readSettings();
    const card = await this.service.request('panelCard', { subject, slope });
    if (card !== undefined && this.lastRequest === request) {
      this.panel.post({ type: 'card', request, card });
    }
  }

  private async reveal({ place }: Extract<MessageFromPanel, { type: 'reveal' }>): Promise<void> {
    if (!(await revealPlace(place))) {
      this.announce(vscode.l10n.t('The file is not there any more.'));
    }
  }

  private async save(message: Extract<MessageFromPanel, { type: 'save' }>): Promise<void> {
    try {
      const name = await saveExport(message, this.file.current);
      if (name !== undefined) {
        this.announce(vscode.l10n.t('Saved as {0}.', name));
      }
    } catch (error) {
      this.log.error('The export could not be saved.', error);
      this.announce(vscode.l10n.t('It could not be saved: {0}', reasonOf(error)));
    }
  }

  private async copy(text: string): Promise<void> {
    try {
      await vscode.env.clipboard.writeText(text);
      this.announce(vscode.l10n.t('Copied.'));
    } catch (error) {
      this.announce(vscode.l10n.t('It could not be copied: {0}', reasonOf(error)));
    }
  }

  private announce(text: string): void {
    this.panel.post({ type: 'notice', text });
  }
}

/** Commands can be run by anybody with anything. */
function readSubject(argument: unknown): PanelSubject | undefined {
  const read = tryDecode(panelSubject, argument);
  return read.ok ? read.value : undefined;
}

function keyOf(subject: PanelSubject | undefined): string {
  return JSON.stringify(subject);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Formulas = Extract<Parameters<ChartPanel['post']>[0], { type: 'formulas' }>['asset'];

/** Written by our own build and shipped beside the code. */
function parseFormulas(bytes: Uint8Array): Formulas {
  return JSON.parse(new TextDecoder().decode(bytes)) as Formulas;
}
