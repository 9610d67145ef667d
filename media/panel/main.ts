import * as l10n from '@vscode/l10n';
import type { MessageToPanel, StartMessage } from '../../src/panel.protocol';
import { connectHost } from './host';
import { Panel } from './panel';

/** Nothing is shown before the first message: it brings the display language. */
function run(): void {
  const host = connectHost();
  let panel: Panel | undefined;
  const start = (message: StartMessage): void => {
    if (message.translations) l10n.config({ contents: { ...message.translations } });
    document.documentElement.lang = message.language;
    panel = new Panel(host, message);
  };
  host.listen((message: MessageToPanel) => {
    if (message.type !== 'start') panel?.receive(message);
    else if (panel === undefined) start(message);
  });
  host.post({ type: 'ready' });
}

run();
