import { NameChanges } from '../python/nameChanges';
import { ModuleNames } from '../python/names';
import type { Segment } from '../python/segment';
import { findSymbol } from '../frameworks/symbolIndex';
import { wordPattern } from './candidates';
import type { FrameworkPreference } from './frameworkPreference';
import { MeaningReader } from './meaningReader';
import { SegmentReader, type SegmentUses } from './segmentUses';

/** What is known of a segment, and what that depends on. */
interface SegmentRecord extends SegmentUses {
  /** The names of the classes that its classes are derived from. */
  readonly bases: readonly string[];
  /** Attributes that those set to activations. */
  readonly inherited: ReadonlySet<string>;
  /** Names from elsewhere that were looked for in it. */
  readonly names: readonly string[];
  /** Names of the module that were looked up for it. */
  readonly dependencies: ReadonlySet<string>;
}

/** Records of an earlier state, and what they all depend on. */
export interface ModuleRecords {
  readonly records: ReadonlyMap<Segment, SegmentRecord>;
  readonly names: ModuleNames;
  readonly preference: string;
}

/** Of a document that names no activation. */
export const noRecords: ModuleRecords = { records: new Map(), names: new ModuleNames([]), preference: '' };

const noNames: ReadonlySet<string> = new Set();

/**
 * Finds the uses in the segments of one module: a file, or all cells of a notebook. Segments for which `previous` has
 * a record that still holds are not read again.
 */
export class ModuleReader {
  private readonly names: ModuleNames;
  private readonly meanings: MeaningReader;
  private readonly records = new Map<Segment, SegmentRecord>();
  private readonly reading = new Set<Segment>();
  private readonly previous: ModuleRecords;
  private readonly changes: NameChanges;
  private aliases = new Set<string>();

  constructor(
    private readonly segments: readonly Segment[],
    private readonly preference: FrameworkPreference,
    previous?: ModuleRecords,
  ) {
    this.names = new ModuleNames(segments);
    this.meanings = new MeaningReader(this.names, preference);
    this.previous = previous?.preference === preference.fingerprint ? previous : noRecords;
    this.changes = new NameChanges(this.previous.names, this.names);
  }

  /** @param shouldStop asked before each segment; `true` gives up and returns nothing. */
  read(shouldStop?: () => boolean): ModuleRecords | undefined {
    this.aliases = new Set(this.importedAliases());
    if (!this.readStatements(shouldStop)) {
      return undefined;
    }
    for (const segment of this.segments) {
      if (shouldStop?.() === true) {
        return undefined;
      }
      this.recordOf(segment);
    }
    return { records: this.records, names: this.names, preference: this.preference.fingerprint };
  }

  /** Statements outside functions and classes come first: the names they make are looked for everywhere. */
  private readStatements(shouldStop?: () => boolean): boolean {
    const statements = this.segments.filter((segment) => !segment.isDefinition);
    for (let round = 0, known = -1; known < this.aliases.size && round < maximumRounds; round += 1) {
      known = this.aliases.size;
      for (const segment of statements) {
        if (shouldStop?.() === true) {
          return false;
        }
        for (const name of this.recordOf(segment).moduleAliases) {
          this.aliases.add(name);
        }
      }
      if (this.aliases.size > known) {
        for (const segment of statements) {
          if (this.namesIn(segment).some((name) => this.records.get(segment)?.names.includes(name) !== true)) {
            this.records.delete(segment);
          }
        }
      }
    }
    return true;
  }

  /** `R` of `from torch.nn import ReLU as R`. */
  private importedAliases(): string[] {
    return this.segments.flatMap((segment) =>
      segment.exports
        .filter(({ kind, path, name }) => kind === 'import' && path !== undefined && !path.endsWith(name))
        .filter(({ path }) => path !== undefined && findSymbol(path) !== undefined)
        .map(({ name }) => name),
    );
  }

  private recordOf(segment: Segment): SegmentRecord {
    const known = this.records.get(segment) ?? this.reuse(segment);
    if (known !== undefined) {
      return known;
    }
    this.reading.add(segment);
    const bases = baseNames(segment.text);
    const inherited = this.inheritedAttributes(bases, segment);
    const names = this.namesIn(segment);
    this.meanings.takeConsulted();
    const found = this.readSegment(segment, inherited.size === 0 ? names : [...names, ...inherited]);
    const dependencies = this.meanings.takeConsulted().add('*');
    const record = { ...found, bases, inherited, names, dependencies };
    this.records.set(segment, record);
    this.reading.delete(segment);
    return record;
  }

  private readSegment(segment: Segment, names: readonly string[]): SegmentUses {
    try {
      return new SegmentReader(segment, this.meanings, this.preference, names).read();
    } catch (error) {
      // Expressions that programs write can be nested deeper than the stack reaches.
      if (error instanceof RangeError) {
        return { uses: [], moduleAliases: noNames, attributes: noNames };
      }
      throw error;
    }
  }

  private reuse(segment: Segment): SegmentRecord | undefined {
    const record = this.previous.records.get(segment);
    if (record === undefined || !this.holds(record, segment)) {
      return undefined;
    }
    this.records.set(segment, record);
    return record;
  }

  private holds(record: SegmentRecord, segment: Segment): boolean {
    for (const name of record.dependencies) {
      if (!this.changes.isSame(name, segment)) {
        return false;
      }
    }
    const names = this.namesIn(segment);
    const inherited = this.inheritedAttributes(record.bases, segment);
    return (
      names.length === record.names.length &&
      names.every((name) => record.names.includes(name)) &&
      inherited.size === record.inherited.size &&
      [...inherited].every((name) => record.inherited.has(name))
    );
  }

  /** Those of the module's aliases that the text mentions. */
  private namesIn(segment: Segment): readonly string[] {
    if (this.aliases.size === 0) {
      return [];
    }
    return [...new Set(Array.from(segment.text.matchAll(this.aliasPattern()), ([name]) => name))].sort();
  }

  private pattern: { readonly size: number; readonly expression: RegExp } | undefined;

  private aliasPattern(): RegExp {
    if (this.pattern?.size !== this.aliases.size) {
      this.pattern = { size: this.aliases.size, expression: wordPattern(this.aliases) };
    }
    return this.pattern.expression;
  }

  /** Attributes that base classes in other segments set to activations, or inherit in their turn. */
  private inheritedAttributes(bases: readonly string[], segment: Segment): ReadonlySet<string> {
    if (bases.length === 0) {
      return noNames;
    }
    const inherited = new Set<string>();
    for (const base of bases) {
      const referent = this.meanings.lookUpInModule(base, segment);
      const owner = referent.kind === 'class' ? referent.binding.segment : undefined;
      if (owner !== undefined && owner !== segment && !this.reading.has(owner)) {
        const record = this.recordOf(owner);
        for (const name of [...record.attributes, ...record.inherited]) {
          inherited.add(name);
        }
      }
    }
    return inherited;
  }
}

/** Aliases of aliases at the top level. */
const maximumRounds = 4;

const classPattern = /^[ \t]*class[ \t]+\w+[ \t]*\(([^)]*)\)/gm;

/** The plain names of base classes; those of other modules are not in this document. */
function baseNames(text: string): readonly string[] {
  return text.includes('class')
    ? Array.from(text.matchAll(classPattern), ([, bases = '']) =>
        Array.from(bases.matchAll(/(?<![\w.])[A-Za-z_]\w*(?![\w.=])/g), ([name]) => name),
      ).flat()
    : [];
}
