import {
  encodeMessage,
  readMessageToPanel,
  type MessageFromPanel,
  type MessageToPanel,
} from '../../src/panel.protocol';

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** Given by VS Code to every webview, once. */
declare function acquireVsCodeApi(): WebviewApi;

/** The panel's end of the channel to the extension, and its memory over reloads. */
export interface Host {
  post(message: MessageFromPanel): void;
  listen(receive: (message: MessageToPanel) => void): void;
  /** What `remember` was last given, if anything; of unknown shape, as another version may have written it. */
  recall(): unknown;
  remember(state: unknown): void;
}

export function connectHost(): Host {
  const api = acquireVsCodeApi();
  const post = (message: MessageFromPanel): void => {
    api.postMessage(encodeMessage(message));
  };
  return {
    post,
    listen: (receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = readMessageToPanel(event.data);
        if (message.ok) receive(message.value);
        else post({ type: 'problem', text: `The panel ignored a message: ${message.problem}` });
      });
    },
    recall: () => api.getState(),
    remember: (state) => {
      api.setState(encodeMessage(state));
    },
  };
}
