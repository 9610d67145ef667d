import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import { parseSignature } from '../frameworks/signature';
import { findSymbol } from '../frameworks/symbolIndex';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentAround, replaceNode } from '../edits/nodeEdits';
import type { Finding, Rule } from './rule';
import { libraryCalls, type LibraryCall } from '../uses/libraryCalls';

const paths = [
  'torch.nn.LeakyReLU',
  'torch.nn.functional.leaky_relu',
  'torch.nn.functional.leaky_relu_',
  'keras.layers.LeakyReLU',
  'keras.activations.leaky_relu',
  'keras.ops.leaky_relu',
  'tf.nn.leaky_relu',
  'jax.nn.leaky_relu',
  'flax.linen.leaky_relu',
  'flax.nnx.leaky_relu',
];

/** Nobody publishes slopes from here on; they are divisors taken for slopes, or mistakes. */
const unusual = 0.5;

/** A slope for negative inputs that makes a leaky ReLU something else. */
export const leakySlopeOutOfRange: Rule = {
  id: 'leaky-slope-out-of-range',
  severity: 'warning',
  title: () => l10n.t('A slope that makes a leaky ReLU something else'),
  words: /LeakyReLU\(|leaky_relu_?\(/,
  *check({ code }) {
    for (const call of libraryCalls(code, paths)) {
      const written = slopeOf(call);
      const value = written && code.evaluate(written);
      if (written !== undefined && typeof value === 'number') {
        yield* slopeFindings(call, written, value);
      }
      yield* oldNameFindings(call, code);
    }
  },
};

/** The slope, which is the first setting behind the input. */
function slopeOf({ path, written }: LibraryCall): SyntaxNode | undefined {
  const found = findSymbol(path);
  const position = found?.symbol.form === 'class' ? 0 : 1;
  const name = parseSignature(found?.symbol.signature ?? '').parameters[position]?.name ?? '';
  return written.positional[position] ?? written.keywords.get(name) ?? written.keywords.get('alpha');
}

function* slopeFindings(call: LibraryCall, node: SyntaxNode, slope: number): Generator<Finding> {
  const text = shortNumber(slope);
  if (slope < 0) {
    yield negativeFinding(call, node, text);
  } else if (slope === 1) {
    yield {
      node,
      message: l10n.t('With the slope 1 this is the identity: there is no non-linearity. Usual are 0.01 to 0.3.'),
    };
  } else if (slope > 1) {
    yield {
      node,
      message: l10n.t(
        'With the slope {0} negative inputs are enlarged, more than positive ones. If {0} is a divisor, as some papers write it, the slope is {1}.',
        text,
        shortNumber(1 / slope),
      ),
    };
  } else if (slope >= unusual) {
    yield {
      node,
      severity: 'information',
      message: l10n.t('With the slope {0} this is nearly linear; usual are 0.01 to 0.3.', text),
    };
  }
}

function negativeFinding({ path, written, callee }: LibraryCall, node: SyntaxNode, text: string): Finding {
  if (path === 'keras.layers.LeakyReLU') {
    return {
      node,
      severity: 'error',
      message: l10n.t('Keras raises a ValueError for the negative slope {0}. Usual are 0.01 to 0.3.', text),
    };
  }
  const isInPlace = written.keywords.get('inplace')?.type === 'true' || path.endsWith('_');
  return isInPlace
    ? {
        node,
        severity: 'error',
        message: l10n.t(
          'In place, {0} cannot go back through the negative slope {1}: backward raises a RuntimeError. Usual are 0.01 to 0.3.',
          callee.text,
          text,
        ),
      }
    : {
        node,
        message: l10n.t(
          'With the negative slope {0} the function falls and rises: inputs of both signs give the same outputs. Usual are 0.01 to 0.3.',
          text,
        ),
      };
}

/** Keras 3 still takes the name of Keras 2, with a warning. */
function* oldNameFindings({ path, written }: LibraryCall, code: ModuleCode): Generator<Finding> {
  const value = written.keywords.get('alpha');
  const name = value && argumentAround(value).childForFieldName('name');
  if (path !== 'keras.layers.LeakyReLU' || !name || !code.mentions(/^[ \t]*(?:import|from)[ \t]+keras\b/m)) {
    return;
  }
  yield {
    node: name,
    severity: 'hint',
    message: l10n.t('Keras 3 calls the slope negative_slope and warns about alpha.'),
    fixes: [
      {
        title: l10n.t('Write {0}', 'negative_slope'),
        kind: 'safe',
        edits: [replaceNode(code, name, 'negative_slope')],
      },
    ],
  };
}
