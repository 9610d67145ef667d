/** One function value with its share in the integral. */
export interface WeightedNode {
  readonly x: number;
  readonly weight: number;
}

interface Panel {
  readonly nodes: readonly WeightedNode[];
  /** Weights of the coarser rule on the same nodes; their difference tells the error. */
  readonly coarse: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Gauss–Kronrod pair of 7 and 15 nodes on [−1, 1], the right half; the coarse rule uses every other node. */
const NODES = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848, 0,
];
const WEIGHTS = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
const COARSE_WEIGHTS = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694];

const PANEL_LIMIT = 1200;
const ROUNDS = 30;

/**
 * Nodes and weights that integrate over [edges[0], edges[1]], [edges[1], edges[2]] …, refined until every component of
 * `integrand` is integrated to about 1e-12 of its magnitude, or until 1,200 panels are spent: then an integrand that
 * oscillates faster than they resolve is sampled at some 10,000 places, which leaves an error of about a per cent.
 */
export function integrationNodes(
  integrand: (x: number) => readonly number[],
  edges: readonly number[],
): readonly WeightedNode[] {
  let open = edges.slice(1).map((to, index) => panel(edges[index] ?? to, to));
  const settled: Panel[] = [];
  let scale: readonly number[] = [];
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const measured = open.map((candidate) => ({ candidate, ...measure(candidate, integrand) }));
    scale = measured.reduce((sum, { magnitude }) => magnitude.map((part, i) => part + (sum[i] ?? 0)), scale);
    const rough = measured.filter(({ error }) => error.some((part, i) => part > 1e-11 * (scale[i] ?? 0)));
    const tooMany = settled.length + measured.length + rough.length > PANEL_LIMIT;
    settled.push(...measured.filter((one) => tooMany || !rough.includes(one)).map(({ candidate }) => candidate));
    open = tooMany ? [] : rough.flatMap(({ candidate }) => halves(candidate));
  }
  return [...settled, ...open].flatMap(({ nodes }) => nodes);
}

function panel(from: number, to: number): Panel {
  const centre = from + (to - from) / 2;
  const half = (to - from) / 2;
  const nodes: WeightedNode[] = [];
  const coarse: number[] = [];
  for (const [index, offset] of NODES.entries()) {
    for (const side of offset === 0 ? [1] : [-1, 1]) {
      nodes.push({ x: centre + side * half * offset, weight: half * (WEIGHTS[index] ?? 0) });
      coarse.push(half * (COARSE_WEIGHTS[index] ?? 0));
    }
  }
  return { nodes, coarse, from, to };
}

function halves({ from, to }: Panel): Panel[] {
  const centre = from + (to - from) / 2;
  return [panel(from, centre), panel(centre, to)];
}

function measure(
  { nodes, coarse }: Panel,
  integrand: (x: number) => readonly number[],
): { readonly error: readonly number[]; readonly magnitude: readonly number[] } {
  const error: number[] = [];
  const magnitude: number[] = [];
  for (const [index, { x, weight }] of nodes.entries()) {
    for (const [part, value] of integrand(x).entries()) {
      error[part] = (error[part] ?? 0) + (weight - (coarse[index] ?? 0)) * value;
      magnitude[part] = (magnitude[part] ?? 0) + weight * Math.abs(value);
    }
  }
  return { error: error.map(Math.abs), magnitude };
}
