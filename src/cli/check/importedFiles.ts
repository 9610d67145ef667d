import { followImports, maximumImportedSize } from '../../core/model/imports/followImports';
import { linkedCode } from '../../core/model/imports/linkedCode';
import { importsOfDocument, importsOfModule } from '../../core/model/imports/wantedImports';
import type { DocumentAnalysis } from '../../core/uses/analysis';
import type { ModuleCode } from '../../core/uses/moduleCode';
import type { SourceFile } from '../scan/findFiles';
import { analyzeSource, readSource, type LoadAnalyzer } from '../scan/readSource';

/** Analyses of imported files that are kept for the next file which imports them. */
const maximumKept = 64;

/** The files that others import, as far as they are below the given paths. */
export class ImportedFiles {
  private readonly files: ReadonlyMap<string, SourceFile>;
  /** Of every folder and module. */
  private readonly names: ReadonlySet<string>;
  /** By path, in the order of their first use; nothing for a file that could not be read. */
  private readonly analyses = new Map<string, DocumentAnalysis | undefined>();

  constructor(
    files: readonly SourceFile[],
    private readonly loadAnalyzer: LoadAnalyzer,
  ) {
    this.files = new Map(files.map((file) => [importPathOf(file), file]));
    this.names = new Set([...this.files.keys()].flatMap((path) => path.replace(/\.\w+$/, '').split('/')));
  }

  /** The code of a file together with the files that it imports, where these may have a part in what it trains. */
  async codeOf({ code }: DocumentAnalysis, file: SourceFile): Promise<ModuleCode> {
    this.forgetOldest();
    const start = importPathOf(file);
    const found = await followImports(start, importsOfDocument(code), {
      mayHold: (name) => this.names.has(name),
      has: (path) => (this.files.get(path)?.size ?? Infinity) <= maximumImportedSize,
      importsIn: async (path, names) => {
        const analysis = await this.analysisOf(path);
        return analysis && importsOfModule(analysis.code, names);
      },
    });
    return linkedCode(code, start, found, (path) => this.analyses.get(path)?.code);
  }

  private async analysisOf(path: string): Promise<DocumentAnalysis | undefined> {
    const file = this.files.get(path);
    if (file !== undefined && !this.analyses.has(path)) {
      const source = readSource(file);
      const read = source.kind === 'python' ? await analyzeSource(source, this.loadAnalyzer, () => true) : undefined;
      this.analyses.set(path, read?.kind === 'analyzed' ? read.analysis : undefined);
    }
    return this.analyses.get(path);
  }

  private forgetOldest(): void {
    for (const [path, analysis] of [...this.analyses].slice(0, Math.max(0, this.analyses.size - maximumKept))) {
      analysis?.dispose();
      this.analyses.delete(path);
    }
  }
}

/** With `/` between its parts, as imports are followed. */
function importPathOf({ path }: SourceFile): string {
  return path.replaceAll('\\', '/');
}
