import type { CodePlace } from '../../uses/moduleCode';
import { joinedLines, readComments, type CommentLayout } from './commentLayout';

/**
 * Comments by which the author of a document silences rules:
 *
 *     criterion(F.softmax(x, 1), y)  # activation-insight: ignore[softmax-into-cross-entropy]
 *     # activation-insight: ignore
 *     next_line()
 *     # activation-insight: ignore-file[softmax-without-dim]
 *
 * Without brackets every rule is meant. A bare `# noqa` counts for its line, as for other linters.
 */
const pattern = /#[ \t]*(?:activation-insight:[ \t]*(ignore(?:-file)?)(?:\[([^\]\n]*)\])?|noqa[ \t]*(?=$|#))/g;
const words = /activation-insight:|noqa/;

/** Which rules a comment is about: those, or all. */
type Silenced = ReadonlySet<string> | 'all';

/** A file, or a cell of a notebook. */
interface Part {
  readonly cell?: number;
  readonly text: string;
}

/** What the comments of a document silence. In a notebook, what holds for the file may stand in any cell. */
export class Suppressions {
  private readonly parts = new Map<number | undefined, PartSuppressions>();
  private readonly everywhere: Silenced[] = [];

  constructor(parts: readonly Part[]) {
    for (const { cell, text } of parts) {
      if (words.test(text)) {
        this.parts.set(cell, new PartSuppressions(text, this.everywhere));
      }
    }
  }

  /** Whether a rule has nothing to say of what starts at a place. */
  silences(rule: string, { range, cell }: CodePlace): boolean {
    const own = this.parts.get(cell)?.about(range.start.line) ?? [];
    return [...this.everywhere, ...own].some((silenced) => silenced === 'all' || silenced.has(rule));
  }
}

class PartSuppressions {
  private readonly layout: CommentLayout;
  private readonly byLine = new Map<number, Silenced[]>();

  /** @param everywhere takes what holds for the whole document */
  constructor(text: string, everywhere: Silenced[]) {
    this.layout = readComments(text);
    const alone = new Set(this.layout.comments.filter(({ isAlone }) => isAlone).map(({ line }) => line));
    for (const comment of this.layout.comments) {
      for (const { 1: kind, 2: list } of comment.text.matchAll(pattern)) {
        const names = list?.split(',').map((name) => name.trim());
        const silenced: Silenced = names === undefined ? 'all' : new Set(names);
        if (kind === 'ignore-file') {
          everywhere.push(silenced);
        } else {
          const line = kind !== undefined && comment.isAlone ? lineBelow(comment.line, alone) : comment.line;
          this.byLine.set(line, [...(this.byLine.get(line) ?? []), silenced]);
        }
      }
    }
  }

  /**
   * What is silenced on a line. Lines that are joined count as one: the comment stands above the first or behind the
   * last of them, because it can stand nowhere else.
   */
  about(line: number): readonly Silenced[] {
    const { first, last } = joinedLines(line, this.layout);
    return [...new Set([first, last])].flatMap((one) => this.byLine.get(one) ?? []);
  }
}

/** A comment by itself is about the line below it, or below the comments that follow it. */
function lineBelow(line: number, alone: ReadonlySet<number>): number {
  let below = line + 1;
  while (alone.has(below)) {
    below += 1;
  }
  return below;
}
