import type { ModuleCode } from '../../uses/moduleCode';
import type { SyntaxNode } from '../../python/syntax';
import type { Tensor } from '../layers/layer';
import { libraryBases } from './attributes';
import type { LossMeeting, LossPairing, Recorded } from './recorded';
import { SymbolicRun } from './symbolicRun';
import { tensorsIn, type Value } from './value';

/** A network as the source shows it. */
export interface ReadNetwork {
  /** `stack`: `Sequential`; `graph`: inputs and outputs of Keras; `class`: what a class does when it is called. */
  readonly form: 'stack' | 'graph' | 'class';
  readonly library: 'torch' | 'keras' | 'other';
  /** The call that makes it, or its class. */
  readonly node: SyntaxNode;
  readonly outputs: readonly Tensor[];
}

/** What the source says of the networks in a module. */
export interface ReadModule {
  /** Stacks come first, then graphs, then classes. */
  readonly networks: readonly ReadNetwork[];
  readonly meetings: readonly LossMeeting[];
  readonly pairings: readonly LossPairing[];
}

const known = new WeakMap<ModuleCode, ReadModule>();

/** Reads the networks of a module, once. Lives as long as the analysis does. */
export function readModule(code: ModuleCode): ReadModule {
  let module = known.get(code);
  if (module === undefined) {
    module = read(code);
    known.set(code, module);
  }
  return module;
}

function read(code: ModuleCode): ReadModule {
  const recorded: Recorded = { stacks: [], networks: [], instances: [], meetings: [], pairings: [] };
  const run = new SymbolicRun(code, recorded);
  run.run(isWorthRunning);
  return { networks: networksOf(recorded, run), meetings: recorded.meetings, pairings: recorded.pairings };
}

/** Functions that nobody calls in the file are run where they make or train networks. */
function isWorthRunning(definition: SyntaxNode): boolean {
  return /Sequential|\bModel\(|\bcompile\(|[cC]rossentropy|[lL]oss|criterion|cross_entropy|kl_div|layers\.\w+\(|Dense\(/.test(
    definition.text,
  );
}

function networksOf({ stacks, networks, instances }: Recorded, run: SymbolicRun): readonly ReadNetwork[] {
  const result: ReadNetwork[] = [];
  const outputsOf = (value: Value, node: SyntaxNode): readonly Tensor[] => {
    const outputs = tensorsIn(run.applied(value, node));
    for (const output of outputs) {
      output.consumers += 1;
    }
    return outputs;
  };
  for (const stack of [...stacks]) {
    result.push({ form: 'stack', library: stack.library, node: stack.node, outputs: outputsOf(stack, stack.node) });
  }
  for (const network of [...networks]) {
    result.push({ form: 'graph', library: 'keras', node: network.node, outputs: outputsOf(network, network.node) });
  }
  const seen = new Set<SyntaxNode>();
  for (const instance of [...instances]) {
    const { node } = instance.definition;
    if (!seen.has(node)) {
      seen.add(node);
      result.push({ form: 'class', library: libraryOf(instance.definition), node, outputs: outputsOf(instance, node) });
    }
  }
  return result;
}

function libraryOf(definition: Parameters<typeof libraryBases>[0]): ReadNetwork['library'] {
  const [path = ''] = libraryBases(definition);
  return /^torch\b|lightning/.test(path) ? 'torch' : path.startsWith('keras.') ? 'keras' : 'other';
}
