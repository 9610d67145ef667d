import type { TestCounts } from './runner';

/** What the suite tells the script outside: hosts pass nothing on but the lines of their console. */
export interface SuiteResult extends TestCounts {
  /** The display language of the host, as extensions see it. */
  readonly language: string;
}

export type SuiteMessage = SuiteResult | { readonly line: string };

/** Tells the suite's lines from the host's own. */
const mark = 'activation-insight-suite:';

export function writeMessage(message: SuiteMessage): void {
  console.log(mark + JSON.stringify(message));
}

/** The message in a line of the console, if it is one of the suite's. */
export function readMessage(line: unknown): SuiteMessage | undefined {
  return typeof line === 'string' && line.startsWith(mark)
    ? (JSON.parse(line.slice(mark.length)) as SuiteMessage)
    : undefined;
}
