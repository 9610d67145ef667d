import type { ModuleCode } from '../../uses/moduleCode';
import type { SyntaxNode } from '../../python/syntax';
import type { Tensor } from '../layers/layer';
import { libraryBases } from './attributes';
import type { DistributionParameter, LossMeeting, LossPairing, Recorded } from './recorded';
import { SymbolicRun } from './symbolicRun';
import { tensorsIn, type Value } from './value';
import { lossComputations, makers, mayMeetLoss } from './worthReading';

/** A network as the source shows it. */
export interface ReadNetwork {
  /** `stack`: `Sequential`; `graph`: inputs and outputs of Keras; `class`: what a class does when it is called. */
  readonly form: 'stack' | 'graph' | 'class';
  readonly library: 'torch' | 'keras' | 'other';
  /** The call that makes it, or its class. */
  readonly node: SyntaxNode;
  readonly outputs: readonly Tensor[];
}

/** What the source says of the networks in a module. Each part is read when it is asked for. */
export interface ReadModule {
  /** Stacks come first, then graphs, then classes. */
  readonly networks: readonly ReadNetwork[];
  readonly meetings: readonly LossMeeting[];
  readonly pairings: readonly LossPairing[];
  readonly parameters: readonly DistributionParameter[];
}

const known = new WeakMap<ModuleCode, ReadModule>();

/** Reads the networks of a module, once. Lives as long as the analysis does. */
export function readModule(code: ModuleCode): ReadModule {
  let module = known.get(code);
  if (module === undefined) {
    module = new Reading(code);
    known.set(code, module);
  }
  return module;
}

class Reading implements ReadModule {
  private readonly recorded: Recorded = {
    stacks: [],
    networks: [],
    instances: [],
    meetings: [],
    pairings: [],
    parameters: [],
  };
  private readonly run: SymbolicRun;
  private knownNetworks: readonly ReadNetwork[] | undefined;
  private hasMade = false;
  private hasTrained = false;

  constructor(private readonly code: ModuleCode) {
    this.run = new SymbolicRun(code, this.recorded);
  }

  get networks(): readonly ReadNetwork[] {
    this.make();
    this.knownNetworks ??= networksOf(this.recorded, this.run);
    return this.knownNetworks;
  }

  get meetings(): readonly LossMeeting[] {
    this.train();
    return this.recorded.meetings;
  }

  get pairings(): readonly LossPairing[] {
    this.train();
    return this.recorded.pairings;
  }

  get parameters(): readonly DistributionParameter[] {
    this.make();
    return this.recorded.parameters;
  }

  private make(): void {
    if (!this.hasMade) {
      this.hasMade = true;
      this.run.run(makers);
    }
  }

  private train(): void {
    if (!this.hasTrained && mayMeetLoss(this.code)) {
      this.hasTrained = true;
      this.make();
      this.run.run(lossComputations);
    }
  }
}

/** The networks that the module itself makes; what the classes of its imports do is told where they stand. */
function networksOf(recorded: Recorded, run: SymbolicRun): readonly ReadNetwork[] {
  const isOwn = ({ node }: { readonly node: SyntaxNode }): boolean => run.isOwn(node);
  const stacks = recorded.stacks.filter(isOwn);
  const networks = recorded.networks.filter(isOwn);
  const instances = recorded.instances.filter(({ definition }) => isOwn(definition));
  const result: ReadNetwork[] = [];
  const outputsOf = (value: Value, node: SyntaxNode): readonly Tensor[] => {
    const outputs = tensorsIn(run.applied(value, node));
    for (const output of outputs) {
      output.consumers += 1;
    }
    return outputs;
  };
  for (const stack of stacks) {
    result.push({ form: 'stack', library: stack.library, node: stack.node, outputs: outputsOf(stack, stack.node) });
  }
  for (const network of networks) {
    result.push({ form: 'graph', library: 'keras', node: network.node, outputs: outputsOf(network, network.node) });
  }
  const seen = new Set<SyntaxNode>();
  for (const instance of instances) {
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
