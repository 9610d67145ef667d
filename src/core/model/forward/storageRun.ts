import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import type { Use } from '../../uses/use';
import type { Path } from './paths';
import type { Gradient, ModuleCall, Read, Tensor, Value, Write } from './trace';

/** What the flow is read from. */
export interface FlowContext {
  readonly code: ModuleCode;
  useOf(node: SyntaxNode): Use | undefined;
}

/** The function that is followed. */
export interface Followed {
  /** What the method calls the object. */
  readonly self?: string;
  readonly owner?: SyntaxNode;
  readonly isWithoutGradient: boolean;
}

/** Names, the storages behind them, and what happens to these, in the order of execution. */
export abstract class StorageRun {
  protected readonly names = new Map<string, Value>();
  protected readonly writes: Write[] = [];
  protected readonly reads: Read[] = [];
  protected readonly moduleCalls: ModuleCall[] = [];
  protected readonly self: string | undefined;
  protected readonly owner: SyntaxNode | undefined;
  protected withoutGradient: number;
  protected loops = 0;
  private clock = 0;

  constructor(
    protected readonly context: FlowContext,
    protected readonly path: Path,
    { self, owner, isWithoutGradient }: Followed,
  ) {
    this.self = self;
    this.owner = owner;
    this.withoutGradient = isWithoutGradient ? 1 : 0;
  }

  protected bind(name: string, value: Value): void {
    this.names.set(name, value);
  }

  /** A tensor in a storage of its own. */
  protected tensor(gradient: Gradient, madeBy?: SyntaxNode): Tensor {
    return {
      storage: { gradient: this.isTraining ? gradient : 'none', ...(madeBy === undefined ? {} : { madeBy }) },
      since: this.tick(),
    };
  }

  protected viewOf({ storage }: Tensor): Tensor {
    return { storage, since: this.tick() };
  }

  protected tensorIn(value: Value): Tensor | undefined {
    return value !== undefined && 'storage' in value ? value : undefined;
  }

  /** What of several values matters for the gradient of a result: nothing where none is a tensor. */
  protected gradientOf(values: readonly Value[]): Gradient | undefined {
    const gradients = values.flatMap((value) => tensorsIn(value).map(({ storage }) => storage.gradient));
    return gradients.length === 0
      ? undefined
      : (gradients.find((gradient) => gradient === 'certain') ??
          gradients.find((gradient) => gradient === 'possible') ??
          'none');
  }

  protected readValue(value: Value, consumer: SyntaxNode, node: SyntaxNode, activation?: Read['activation']): void {
    for (const tensor of tensorsIn(value)) {
      this.reads.push({ tensor, node, consumer, at: this.tick(), ...(activation === undefined ? {} : { activation }) });
    }
  }

  /** Overwrites a tensor. @returns the tensor as it is then. */
  protected write(
    { storage }: Tensor,
    write: Pick<Write, 'node' | 'kind' | 'activation' | 'isStatement'>,
    savesResult = false,
  ): Tensor {
    const overwrites = this.isTraining ? storage.savedFor : undefined;
    this.writes.push({ storage, at: this.tick(), ...write, ...(overwrites === undefined ? {} : { overwrites }) });
    storage.savedFor = savesResult && storage.gradient !== 'none' ? write.node : undefined;
    return { storage, since: this.tick() };
  }

  private get isTraining(): boolean {
    const { assumptions } = this.path;
    return (
      this.withoutGradient === 0 && assumptions.get('self.training') !== false && assumptions.get('training') !== false
    );
  }

  private tick(): number {
    this.clock += 1;
    return this.clock;
  }
}

function tensorsIn(value: Value): readonly Tensor[] {
  if (value === undefined) {
    return [];
  }
  return 'storage' in value ? [value] : value.flatMap(tensorsIn);
}
