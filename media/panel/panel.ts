import * as l10n from '@vscode/l10n';
import type { MessageToPanel, PanelNetwork, PanelView, StartMessage } from '../../src/panel.protocol';
import { CompareView } from './compareView';
import type { Actions, Scene, View } from './context';
import { DepthView } from './depthView';
import { FunctionView } from './functionView';
import { checkbox, make, oncePerFrame, whenSettled } from './dom';
import type { Host } from './host';
import { show, withNetwork } from './model/actions';
import { restoreState, type PanelState } from './model/state';
import { onThemeChange, paintSwatches, readColours } from './theme';

/** The whole panel: three views behind tabs, one state, one scene that all of them draw from. */
export class Panel {
  private scene: Scene;
  /** Made when they are first shown, so that the first chart waits for no other. */
  private readonly views = new Map<PanelView, View>();
  private readonly tabs = new Map<PanelView, HTMLButtonElement>();
  private readonly heading = make('h1', { class: 'unseen' });
  private readonly notice = make('div', { class: 'notice', role: 'status' });
  private readonly follow: HTMLLabelElement;
  private readonly render: () => void;
  private readonly remember: () => void;
  private readonly describe: () => void;
  private readonly isRestored: boolean;
  private networkTaken: string | undefined;
  private request = 0;
  private described = '';
  private title = '';

  private readonly actions: Actions = {
    update: (change) => {
      this.update(change);
    },
    post: (message) => {
      this.host.post(message);
    },
  };

  constructor(
    private readonly host: Host,
    start: StartMessage,
  ) {
    const remembered = host.recall();
    const restored = restoreState(remembered);
    this.isRestored = remembered !== undefined;
    this.scene = {
      state: start.show ? show(restored, start.show) : restored,
      colours: readColours(),
      slope: start.slope,
      formulas: undefined,
      card: undefined,
      file: undefined,
      network: undefined,
    };
    this.render = oncePerFrame(() => {
      this.renderNow();
    });
    this.remember = whenSettled(200, () => {
      host.remember(this.scene.state);
    });
    this.describe = whenSettled(120, () => {
      this.askForWords();
    });
    this.follow = checkbox(l10n.t('Follow the cursor'), start.follows, (follows) => {
      host.post({ type: 'follow', follows });
    });
    document.body.replaceChildren(this.header(), make('main', {}, this.heading, ...this.panes()), this.notice);
    onThemeChange(() => {
      this.scene = { ...this.scene, colours: readColours() };
      paintSwatches(this.scene.colours);
      this.render();
    });
    paintSwatches(this.scene.colours);
    this.renderNow();
    this.askForWords();
  }

  receive(message: Exclude<MessageToPanel, StartMessage>): void {
    switch (message.type) {
      case 'show':
        this.update((state) => show(state, message));
        return;
      case 'file':
        this.changeScene({ file: { name: message.name, uses: message.uses }, network: message.network });
        this.startFromNetwork(message.network);
        return;
      case 'formulas':
        this.changeScene({ formulas: message.asset });
        return;
      case 'card':
        if (message.request === this.request) this.changeScene({ card: message.card });
        return;
      case 'settings':
        this.changeScene({ slope: message.slope });
        this.showFollowing(message.follows);
        return;
      case 'notice':
        this.announce(message.text);
    }
  }

  /** The depth view starts from the file's network, but nobody who looks at it is disturbed. */
  private startFromNetwork(network: PanelNetwork | undefined): void {
    const key = JSON.stringify(network?.subject.activation) + JSON.stringify(network?.depth);
    const isBusy = this.networkTaken !== undefined && this.scene.state.view === 'depth';
    if (network === undefined || key === this.networkTaken || isBusy) return;
    if (this.networkTaken !== undefined || !this.isRestored) this.update((state) => withNetwork(state, network));
    this.networkTaken = key;
  }

  private update(change: (state: PanelState) => PanelState): void {
    this.changeScene({ state: change(this.scene.state) });
    this.remember();
    this.describe();
  }

  private changeScene(change: Partial<Scene>): void {
    this.scene = { ...this.scene, ...change };
    this.render();
  }

  private renderNow(): void {
    const { state } = this.scene;
    for (const [view, tab] of this.tabs) {
      const isShown = view === state.view;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      document.getElementById(`pane-${view}`)?.toggleAttribute('hidden', !isShown);
    }
    const view = this.provideView(state.view);
    view.render(this.scene);
    const title = view.title(state);
    if (title !== this.title) {
      this.title = title;
      this.heading.textContent = title;
      this.host.post({ type: 'title', title });
    }
  }

  /** The words of the function shown; those of another function, or for other arguments, are out of date. */
  private askForWords(): void {
    const { subject, values } = this.scene.state.function.entry;
    const asked = { ...subject, arguments: { ...subject.arguments, ...values } };
    const key = JSON.stringify(asked);
    if (key === this.described) return;
    this.described = key;
    this.host.post({ type: 'describe', request: ++this.request, subject: asked });
  }

  private header(): HTMLElement {
    const names: readonly (readonly [PanelView, string])[] = [
      ['function', l10n.t('Function')],
      ['compare', l10n.t('Compare')],
      ['depth', l10n.t('Depth')],
    ];
    const list = make('div', { role: 'tablist', 'aria-label': l10n.t('View') });
    for (const [view, name] of names) {
      const tab = make(
        'button',
        { type: 'button', role: 'tab', id: `tab-${view}`, 'aria-controls': `pane-${view}` },
        name,
      );
      tab.addEventListener('click', () => {
        this.update((state) => ({ ...state, view }));
      });
      this.tabs.set(view, tab);
      list.append(tab);
    }
    list.addEventListener('keydown', (event) => {
      this.moveTab(event);
    });
    return make('header', {}, list, this.follow);
  }

  private moveTab(event: KeyboardEvent): void {
    const views = [...this.tabs.keys()];
    const here = views.indexOf(this.scene.state.view);
    const target = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: views.length - 1 }[event.key];
    const view = target === undefined ? undefined : views[(target + views.length) % views.length];
    if (view === undefined) return;
    event.preventDefault();
    this.update((state) => ({ ...state, view }));
    this.tabs.get(view)?.focus();
  }

  private panes(): HTMLElement[] {
    return [...this.tabs.keys()].map((view) =>
      make('div', { role: 'tabpanel', id: `pane-${view}`, 'aria-labelledby': `tab-${view}`, class: 'pane' }),
    );
  }

  private provideView(name: PanelView): View {
    const known = this.views.get(name);
    if (known) return known;
    const view = makeView(name, this.actions);
    this.views.set(name, view);
    document.getElementById(`pane-${name}`)?.append(view.element);
    return view;
  }

  private showFollowing(follows: boolean): void {
    const box = this.follow.querySelector('input');
    if (box) box.checked = follows;
  }

  private announce(text: string): void {
    this.notice.textContent = text;
    this.hideNotice();
  }

  private readonly hideNotice = whenSettled(6000, () => {
    this.notice.textContent = '';
  });
}

function makeView(name: PanelView, actions: Actions): View {
  switch (name) {
    case 'function':
      return new FunctionView(actions);
    case 'compare':
      return new CompareView(actions);
    case 'depth':
      return new DepthView(actions);
  }
}
