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

/** Which rules a comment is about: those, or all. */
type Silenced = ReadonlySet<string> | 'all';

/** What the comments of one text, a file or a cell, silence. */
export class Suppressions {
  private readonly byLine = new Map<number, Silenced[]>();
  private readonly everywhere: Silenced[] = [];

  constructor(text: string) {
    if (/activation-insight:|noqa/.test(text)) {
      text.split(/\r\n|\r|\n/).forEach((line, number) => {
        this.read(line, number);
      });
    }
  }

  /** @param line zero-based, the one on which the problem starts */
  silences(rule: string, line: number): boolean {
    return [...this.everywhere, ...(this.byLine.get(line) ?? [])].some(
      (silenced) => silenced === 'all' || silenced.has(rule),
    );
  }

  private read(line: string, number: number): void {
    for (const { index, 1: kind, 2: list } of line.matchAll(pattern)) {
      const names = list?.split(',').map((name) => name.trim());
      const silenced: Silenced = names === undefined ? 'all' : new Set(names);
      if (kind === 'ignore-file') {
        this.everywhere.push(silenced);
      } else {
        // A comment by itself is about the line below it.
        const target = kind !== undefined && line.slice(0, index).trim() === '' ? number + 1 : number;
        this.byLine.set(target, [...(this.byLine.get(target) ?? []), silenced]);
      }
    }
  }
}
