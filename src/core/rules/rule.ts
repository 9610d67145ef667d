import type { ModuleCode } from '../uses/moduleCode';
import type { TextEdit } from '../edits/textEdit';
import type { SyntaxNode } from '../python/syntax';
import type { Use } from '../uses/use';
import type { ProblemTag, Severity } from './problem';

/** One kind of mistake. A file per rule, listed in `index.ts`. */
export interface Rule {
  /** Kebab-case; also the name of its page in `docs/rules`. */
  readonly id: string;
  /** The severity where nothing else is configured and the case has no reason for another. */
  readonly severity: Severity;
  /** Only reported where it is switched on, because it is a matter of taste or of the project. */
  readonly offByDefault?: boolean;
  /** In one line, in the display language: what the rule finds. */
  readonly title: () => string;
  /** Matches the text of every document that the rule can find anything in: cheaper than a parse. */
  readonly words: RegExp;
  check(context: RuleContext): Iterable<Finding>;
}

/** What a rule may look at. */
export interface RuleContext {
  readonly code: ModuleCode;
  readonly uses: readonly Use[];
  /** The use whose callee, reference or string a node is. */
  useOf(node: SyntaxNode): Use | undefined;
}

/** What a rule reports; `checkModule` makes a `Problem` of it. */
export interface Finding {
  /** What the problem is shown at. */
  readonly node: SyntaxNode;
  /** Where the case has another effect than most. */
  readonly severity?: Severity;
  readonly tag?: ProblemTag;
  readonly message: string;
  readonly related?: readonly { readonly node: SyntaxNode; readonly message: string }[];
  readonly fixes?: readonly FindingFix[];
}

export interface FindingFix {
  readonly title: string;
  readonly kind: 'safe' | 'choice';
  readonly edits: readonly TextEdit[];
}
