import * as l10n from '@vscode/l10n';
import { buildCard } from '../core/cards/card';
import type { FormulaAsset } from '../core/cards/formulaImage';
import { renderMarkdown } from '../core/cards/markdown';
import { linkedCode } from '../core/model/imports/linkedCode';
import { importsOfDocument, importsOfModule } from '../core/model/imports/wantedImports';
import { readNotebook } from '../core/python/notebook';
import { loadPythonParser } from '../core/python/parser';
import { checkDocument, mayHaveProblems } from '../core/rules/checkDocument';
import { isExcluded } from '../core/rules/control/exclusions';
import { readProjectConfiguration } from '../core/rules/control/projectConfiguration';
import type { RuleSettings } from '../core/rules/control/ruleSetting';
import type { Problem } from '../core/rules/problem';
import { Analyzer } from '../core/uses/analysis';
import { toJson } from '../panel.protocol';
import { Documents } from './documents';
import { listActivations } from './panel/activationList';
import { describeSubject } from './panel/panelCard';
import { describeFile } from './panel/panelFile';
import { subjectOf } from './panel/panelSubject';
import { offersIn, sourcesIn, swapAllIn, targetsIn } from './swaps';
import type {
  DocumentSnapshot,
  FileProblemsRequest,
  HoverRequest,
  HoverResponse,
  ProblemsRequest,
  ServiceAssets,
  ServiceMethods,
  ServiceRequest,
} from './protocol';

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
      case 'problems':
        return this.problems(message.request);
      case 'imports': {
        const { document, names } = message.request;
        const code = this.documents.analysisOf(document)?.code;
        return code && (names === undefined ? importsOfDocument(code) : importsOfModule(code, names));
      }
      case 'fileProblems':
        return this.fileProblems(message.request);
      case 'projectConfiguration':
        return readProjectConfiguration(message.request.text);
      case 'isExcluded':
        return message.request.paths.some(({ path, globs }) => isExcluded(path, globs));
      case 'swapOffers': {
        const { document, scope } = message.request;
        const analysis = this.documents.analysisOf(document);
        return analysis && offersIn(analysis, document.key, scope);
      }
      case 'swapSources': {
        const { document, scope } = message.request;
        const analysis = this.documents.analysisOf(document);
        return analysis && sourcesIn(analysis, scope);
      }
      case 'swapTargets': {
        const { document, scope, from } = message.request;
        const analysis = this.documents.analysisOf(document);
        return analysis && targetsIn(analysis, document.key, scope, from);
      }
      case 'swapAll': {
        const { document, scope, from, target } = message.request;
        const analysis = this.documents.analysisOf(document);
        return analysis && swapAllIn(analysis, scope, from, target);
      }
      case 'activations':
        return listActivations();
      case 'close':
        this.documents.forget(message.request.key);
        return undefined;
    }
  }

  private problems({ document, settings, imported }: ProblemsRequest): readonly Problem[] | undefined {
    if (imported === undefined && !mayMatter(document.parts, settings)) {
      return [];
    }
    const analyses = new Map(imported?.documents.map((one) => [one.key, this.documents.analysisOf(one)]));
    const analysis = this.documents.analysisOf(document);
    const code =
      analysis && linkedCode(analysis.code, document.key, imported?.files ?? [], (path) => analyses.get(path)?.code);
    return analysis && checkDocument(analysis, settings, code);
  }

  private fileProblems({ kind, text, settings }: FileProblemsRequest): readonly Problem[] | undefined {
    const notebook = kind === 'notebook' ? readNotebook(text) : undefined;
    if (notebook?.kind === 'unreadable') {
      return undefined;
    }
    const parts = notebook?.cells.map((cell) => ({ cell: cell.index, text: cell.text })) ?? [{ text }];
    return mayMatter(parts, settings)
      ? this.documents.readOnce(parts, (analysis) => checkDocument(analysis, settings))
      : [];
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

function mayMatter(parts: DocumentSnapshot['parts'], settings: RuleSettings): boolean {
  return parts.some(({ text }) => mayHaveProblems(text, settings));
}

function commandUri(command: string, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(toJson([argument]))}`;
}
