import type { FormulaAsset } from '../../src/core/cards/formulaImage';
import type { MessageFromPanel, PanelCard, PanelNetwork } from '../../src/panel.protocol';
import type { LookedAtFile } from './cardView';
import type { Entry, PanelState } from './model/state';
import type { Colours } from './theme';

/** What every view draws from. */
export interface Scene {
  readonly state: PanelState;
  readonly colours: Colours;
  /** |f′| below which an input counts as saturated. */
  readonly slope: number;
  readonly formulas: FormulaAsset | undefined;
  readonly card: PanelCard | undefined;
  readonly file: LookedAtFile | undefined;
  readonly network: PanelNetwork | undefined;
}

/** The words about the entry; those that have come may still be about what was shown before. */
export function ownCard({ card }: Scene, { subject }: Entry): PanelCard | undefined {
  return card?.activation === subject.activation ? card : undefined;
}

/** What every view can do. */
export interface Actions {
  update(change: (state: PanelState) => PanelState): void;
  post(message: MessageFromPanel): void;
}

/** One of the panel's three views. */
export interface View {
  readonly element: HTMLElement;
  /** Shows the scene; called at most once per frame, and only while the view is visible. */
  render(scene: Scene): void;
  /** For the title of the panel. */
  title(state: PanelState): string;
}
