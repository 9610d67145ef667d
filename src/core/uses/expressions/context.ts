import type { ActivationId } from '../../activations';
import type { FrameworkId } from '../../frameworks/framework';
import type { LookUp } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import type { Arguments } from '../../text';
import type { Certainty, UseForm } from '../use';

/** What the search for hand-written expressions asks about the file around them. */
export interface ExpressionContext {
  /** The whole text that was parsed. */
  readonly text: string;
  /** The smallest node that spans the offsets. */
  nodeAt(startIndex: number, endIndex: number): SyntaxNode | null;
  /** The dotted path of a name or attribute through the imports of the file; nothing for the user's own names. */
  resolve(node: SyntaxNode): { readonly path: string; readonly certainty: Certainty } | undefined;
  /** The expression that a name is bound to where it is bound exactly once. */
  readonly lookUp: LookUp;
  /** The use of a library's activation that has this callee, also under another name (`self.act`). */
  useAt(callee: SyntaxNode): KnownUse | undefined;
}

/** What is known of a use that a library names. */
export interface KnownUse {
  readonly activation: ActivationId;
  readonly framework: FrameworkId;
  readonly certainty: Certainty;
  readonly form: UseForm;
}

/** An activation that is written out by hand. */
export interface ExpressionUse {
  /** The whole expression; its range is that of the use. */
  readonly node: SyntaxNode;
  readonly activation: ActivationId;
  readonly framework: FrameworkId;
  readonly certainty: Certainty;
  /** The catalogue's parameters that the expression sets; `null` where they are no literal. */
  readonly arguments: Arguments;
  /** The pattern that it follows, such as `x * sigmoid(x)`. */
  readonly path: string;
  readonly inPlace: boolean;
}
