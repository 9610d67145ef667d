import type * as vscode from 'vscode';
import type { ServiceClient } from '../serviceClient';

/** What swaps are made with. */
export interface SwapTools {
  readonly service: ServiceClient;
  readonly log: vscode.LogOutputChannel;
  /** Any file that is there for sure, in every host. */
  readonly existingFile: vscode.Uri;
}
