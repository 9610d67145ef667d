import type { ActivationId } from '../../src/core/activations';
import { applyEdits } from '../../src/core/edits/applyEdits';
import type { TextEdit } from '../../src/core/edits/textEdit';
import { LineIndex } from '../../src/core/python/lineIndex';
import { offersFor, swapUse, type SwapOffer } from '../../src/core/swaps/swap';
import type { Range } from '../../src/core/text';
import type { Analyzer, DocumentAnalysis } from '../../src/core/uses/analysis';
import type { Use } from '../../src/core/uses/use';
import { analyze } from '../unit/support/analyzer';
import { strayEdit } from './allowedLines';
import { DeadProcess } from './lineProcess';
import type { FileAnswer, LibraryName, PythonChecker } from './pythonChecker';
import { leadsTo, misfit, stringLeadsTo } from './signatures';

/** What a sweep has seen so far. */
export interface SweepCounts {
  edits: number;
  withheld: number;
  /** Edits whose new name the catalogue confirmed as the target. */
  confirmed: number;
  /** Swaps there and back. */
  roundTrips: number;
  /** Those of which the second swap has no edit: the library writes the old activation in another form only. */
  oneWay: number;
}

export function noCounts(): SweepCounts {
  return { edits: 0, withheld: 0, confirmed: 0, roundTrips: 0, oneWay: 0 };
}

/** Which of the swaps of a file are tried. */
export type IsWanted = (use: Use, target: ActivationId) => boolean;

/** Makes every swap that a file is offered, withheld ones included, and has Python look at the results. */
export class FileSweep {
  private answer: FileAnswer = { statements: [], imports: [], initializations: [] };
  private last: DocumentAnalysis | undefined;
  readonly failures: string[] = [];

  constructor(
    private readonly analyzer: Analyzer,
    private readonly checker: PythonChecker,
    private readonly counts: SweepCounts,
    private readonly path: string,
    private readonly text: string,
  ) {}

  async run(isWanted: IsWanted): Promise<readonly string[]> {
    const analysis = this.analyzeNext(this.text);
    // Where an activation only reappears under another name, its origin is swapped.
    const uses = analysis.uses.filter(({ madeAt }) => madeAt === undefined);
    const swaps = uses.flatMap((use) =>
      offersFor(analysis, use)
        .filter(({ edits, target }) => edits.length > 0 && isWanted(use, target))
        // What is asked of a use later must be known before its tree is gone.
        .map((offer) => ({ use: describe(use), offer })),
    );
    if (swaps.length > 0) {
      this.answer = await this.checker.file(this.text);
    }
    for (const { use, offer } of swaps) {
      const failure = await this.check(use, offer).catch(described);
      if (failure !== undefined) {
        const { line, character } = use.range.start;
        this.failures.push(
          `${this.path}:${line + 1}:${character + 1} ${use.path} (${use.form}) -> ${offer.target}: ${failure}`,
        );
      }
    }
    this.last?.dispose();
    return this.failures;
  }

  /** Each state of the file is analyzed from the one before, as an editor does it. */
  private analyzeNext(text: string): DocumentAnalysis {
    this.last = analyze(this.analyzer, text, this.last);
    return this.last;
  }

  private async check(use: KnownUse, { target, edits, withheld }: SwapOffer): Promise<string | undefined> {
    this.counts.edits += 1;
    this.counts.withheld += withheld === undefined ? 0 : 1;
    const stray = strayEdit(edits, use.range, target, this.text, this.answer);
    if (stray !== undefined) {
      return `changes line ${stray.range.start.line + 1}: ${JSON.stringify(stray.newText)}`;
    }
    const edited = applyEdits(this.text, edits);
    const changed = changedRanges(this.text, edits);
    const lines = changed.flatMap(({ start, end }) =>
      Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index + 1),
    );
    const { error, names = [], strings = [] } = await this.checker.edit(edited, lines);
    return (
      error ?? this.wrongName(use, target, names, strings) ?? (await this.wrongReturn(use, target, edited, changed))
    );
  }

  /** The new name must be the target's, by the catalogue, and its arguments must fit. */
  private wrongName(
    use: KnownUse,
    target: ActivationId,
    names: readonly LibraryName[],
    strings: readonly string[],
  ): string | undefined {
    const wrong = names.map(misfit).find((reason) => reason !== undefined);
    if (wrong !== undefined) {
      return wrong;
    }
    if (names.some((name) => leadsTo(name, target)) || strings.some((text) => stringLeadsTo(text, target))) {
      this.counts.confirmed += 1;
    } else if (use.certainty === 'resolved' && (names.length > 0 || use.form === 'string')) {
      return `none of ${[...names.map(({ path }) => path), ...strings].join(', ')} is ${target}`;
    }
    return undefined;
  }

  private async wrongReturn(
    use: KnownUse,
    target: ActivationId,
    edited: string,
    changed: readonly Range[],
  ): Promise<string | undefined> {
    const back = this.wayBack(this.analyzeNext(edited), use, target, changed);
    if (back.kind !== 'edits') {
      this.counts.oneWay += back.kind === 'oneWay' ? 1 : 0;
      return back.kind === 'lost' ? 'is not found in the edited file' : undefined;
    }
    this.counts.roundTrips += 1;
    const returned = applyEdits(edited, back.edits);
    const range = useIn(this.analyzeNext(returned), use, use.activation, changedRanges(edited, back.edits))?.range;
    if (range === undefined) {
      return `is no ${use.activation} again after the way back`;
    }
    const { error } = await this.checker.back(returned, use, range);
    return error === null ? undefined : `there and back: ${error}`;
  }

  /** A layer that is used in several places becomes one PReLU for each, which no single swap takes back. */
  private wayBack(analysis: DocumentAnalysis, use: KnownUse, target: ActivationId, changed: readonly Range[]): WayBack {
    const swapped = useIn(analysis, use, target, changed);
    if (swapped === undefined) {
      return { kind: 'lost' };
    }
    const edits = swapUse(analysis, swapped, use.activation)?.edits ?? [];
    const isSplit = use.form === 'class' && target === 'prelu' && changed.length > 2;
    return edits.length === 0 || isSplit ? { kind: 'oneWay' } : { kind: 'edits', edits };
  }
}

/** Edits that overlap are a finding; a checker that has died is not. */
function described(error: unknown): string {
  if (error instanceof DeadProcess) {
    throw error;
  }
  return String(error);
}

type WayBack = { readonly kind: 'lost' | 'oneWay' } | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] };

type KnownUse = Pick<Use, 'activation' | 'form' | 'called' | 'certainty' | 'range' | 'path' | 'role'>;

function describe({ activation, form, called, certainty, range, path, role }: Use): KnownUse {
  return { activation, form, called, certainty, range, path, role };
}

/** The use of an activation in one of the places; where it is made rather than where it reappears. */
function useIn(
  analysis: DocumentAnalysis,
  { role }: KnownUse,
  activation: ActivationId,
  places: readonly Range[],
): Use | undefined {
  return analysis.uses.find(
    (use) =>
      use.activation === activation &&
      use.madeAt === undefined &&
      (use.role === 'initialization') === (role === 'initialization') &&
      places.some((place) => overlaps(use.range, place)),
  );
}

function overlaps(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

/** Where the new texts of edits stand in the edited text. */
function changedRanges(text: string, edits: readonly TextEdit[]): readonly Range[] {
  const lines = new LineIndex(text);
  const placed = edits
    .map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }))
    .sort((one, other) => one.start - other.start || one.end - other.end);
  const after = new LineIndex(applyEdits(text, edits));
  let shift = 0;
  return placed.map(({ start, end, newText }) => {
    const from = start + shift;
    shift += newText.length - (end - start);
    return after.range(from, from + newText.length);
  });
}
