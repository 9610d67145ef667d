import * as l10n from '@vscode/l10n';
import { buildCard } from '../core/cards/card';
import type { FormulaAsset } from '../core/cards/formulaImage';
import { renderMarkdown } from '../core/cards/markdown';
import { loadPythonParser } from '../core/python/parser';
import { checkDocument } from '../core/rules/checkDocument';
import { Analyzer } from '../core/uses/analysis';
import { toJson } from '../panel.protocol';
import { Documents } from './documents';
import { listActivations } from './panel/activationList';
import { describeSubject } from './panel/panelCard';
import { describeFile } from './panel/panelFile';
import { subjectOf } from './panel/panelSubject';
import type { HoverRequest, HoverResponse, ServiceAssets, ServiceMethods, ServiceRequest } from './protocol';

/** Answers the extension host's requests. One instance lives as long as its worker. */
export class Service {
  private constructor(
    private readonly documents: Documents,
    private readonly formulas: FormulaAsset,
  ) {}

  /** @throws Error when the WebAssembly files cannot be loaded. */
  static async start({ runtime, grammar, formulas, translations }: ServiceAssets): Promise<Service> {
    if (translations !== undefined) {
      l10n.config({ contents: translations });
    }
    return new Service(new Documents(new Analyzer(await loadPythonParser({ runtime, grammar }))), formulas);
  }

  answer(message: Exclude<ServiceRequest, { method: 'start' }>): ServiceMethods[typeof message.method]['response'] {
    switch (message.method) {
      case 'hover':
        return this.hover(message.request);
      case 'panelFile': {
        const { document } = message.request;
        const analysis = this.documents.analysisOf(document);
        return analysis && describeFile(analysis, document.key);
      }
      case 'useAt': {
        const { document, position, cell } = message.request;
        const use = this.documents.analysisOf(document)?.useAt(position, cell);
        return use && subjectOf(use, document.key);
      }
      case 'panelCard':
        return describeSubject(message.request.subject, message.request.slope);
      case 'problems': {
        const analysis = this.documents.analysisOf(message.request.document);
        return analysis && checkDocument(analysis, message.request.settings);
      }
      case 'activations':
        return listActivations();
      case 'close':
        this.documents.forget(message.request.key);
        return undefined;
    }
  }

  private hover(request: HoverRequest): HoverResponse | undefined {
    const { document, position, cell, theme, plot, facts, slope, links = [] } = request;
    const use = this.documents.analysisOf(document)?.useAt(position, cell);
    if (use === undefined) {
      return undefined;
    }
    const card = buildCard(use, { slope, facts });
    const commands = links.map(({ title, command }) => ({
      title,
      uri: commandUri(command, subjectOf(use, document.key)),
    }));
    return { markdown: renderMarkdown(card, { theme, formulas: this.formulas, plot, commands }), range: use.range };
  }
}

function commandUri(command: string, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(toJson([argument]))}`;
}
