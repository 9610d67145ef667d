import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import type { Finding, Rule } from './rule';
import { givenFor, libraryCalls, type LibraryCall } from '../uses/libraryCalls';

const words = ['torch.nn.GELU', 'torch.nn.functional.gelu'];
const switches = [
  'jax.nn.gelu',
  'flax.linen.gelu',
  'flax.nnx.gelu',
  'keras.activations.gelu',
  'keras.ops.gelu',
  'tf.nn.gelu',
];

/** PyTorch names the form of GELU by a word, the others by a switch. */
export const geluApproximateArg: Rule = {
  id: 'gelu-approximate-arg',
  severity: 'error',
  title: () => l10n.t('The form of GELU given in another library’s way'),
  words: /\b(?:GELU|gelu)\(/,
  *check({ code }) {
    for (const call of libraryCalls(code, words)) {
      yield* torchFindings(call, code);
    }
    for (const call of libraryCalls(code, switches)) {
      const written = givenFor(call, 'approximate', 1);
      const value = written && code.evaluate(written);
      if (written !== undefined && typeof value === 'string') {
        yield switchFinding(call, written, value, code);
      }
    }
  },
};

function* torchFindings(call: LibraryCall, code: ModuleCode): Generator<Finding> {
  const isLayer = call.path === 'torch.nn.GELU';
  const position = isLayer ? 0 : 1;
  const written = givenFor(call, 'approximate', position);
  const value = written && code.evaluate(written);
  if (written === undefined || value === undefined || value === null) {
    return;
  }
  if (typeof value === 'boolean') {
    const word = value ? 'tanh' : 'none';
    const isByPosition = call.written.keywords.get('approximate') === undefined;
    const text = isByPosition ? `approximate="${word}"` : `"${word}"`;
    yield {
      node: written,
      message: l10n.t(
        'PyTorch takes approximate as a word and raises a TypeError for {0}. Write approximate="{1}".',
        written.text,
        word,
      ),
      fixes: [
        {
          title: l10n.t('Write approximate="{0}"', word),
          kind: isByPosition ? 'choice' : 'safe',
          edits: [replaceNode(code, written, text)],
        },
      ],
    };
  } else if (!isLayer && call.written.positional[1]?.id === written.id && typeof value === 'string') {
    yield {
      node: written,
      message: l10n.t(
        '{0} takes approximate by keyword only: by position it raises a TypeError. Write approximate={1}.',
        call.callee.text,
        written.text,
      ),
      fixes: [
        {
          title: l10n.t('Write approximate={0}', written.text),
          kind: 'safe',
          edits: [replaceNode(code, written, `approximate=${written.text}`)],
        },
      ],
    };
  } else if (typeof value === 'string' && value !== 'tanh' && value !== 'none') {
    yield {
      node: written,
      message: l10n.t(
        'PyTorch knows two forms of GELU, "none" (exact) and "tanh", and raises an error for "{0}".',
        value,
      ),
      fixes: ['none', 'tanh'].map((word) => ({
        title: l10n.t('Write approximate="{0}"', word),
        kind: 'choice',
        edits: [replaceNode(code, written, quotedLike(written, word))],
      })),
    };
  }
}

function switchFinding(call: LibraryCall, written: SyntaxNode, value: string, code: ModuleCode): Finding {
  const meant = value === 'tanh' ? 'True' : 'False';
  return {
    node: written,
    message: l10n.t(
      '{0} takes approximate as True or False: the text "{1}" is refused or counts as {2}. Write {3}.',
      call.callee.text,
      value,
      value === '' ? 'False' : 'True',
      meant,
    ),
    fixes: [
      {
        title: l10n.t('Write {0}', meant),
        kind: value === 'tanh' ? 'safe' : 'choice',
        edits: [replaceNode(code, written, meant)],
      },
    ],
  };
}
