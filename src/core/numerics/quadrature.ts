interface Panel {
  readonly centre: number;
  readonly half: number;
}

/** The integrals of all components over a panel, and by how much a coarser rule misses them. */
interface Measured extends Panel {
  readonly integrals: readonly number[];
  readonly differences: readonly number[];
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

/** Both halves: the nodes with the weights of the finer rule and of the difference between the rules. */
export const RULE = NODES.flatMap((offset, index) => {
  const weight = WEIGHTS[index] ?? 0;
  const right = { offset, weight, difference: weight - (COARSE_WEIGHTS[index] ?? 0) };
  return offset === 0 ? [right] : [{ ...right, offset: -offset }, right];
});

const PANEL_LIMIT = 600;
/** Of the magnitude of the integral. The rules differ far more than the finer one errs. */
const LARGEST_DIFFERENCE = 1e-10;

/**
 * Integrates every component of `integrand` over [edges[0], edges[1]], [edges[1], edges[2]] … to some twelve digits,
 * with edges where the integrand bends or leaps. After 600 panels it stops refining: an integrand that oscillates
 * faster than they resolve has then been sampled at thousands of places, which leaves an error of about a per cent.
 * @returns one integral per component; infinite where float64 overflows, whatever the signs on the way there
 */
export function integrate(integrand: (x: number) => readonly number[], edges: readonly number[]): readonly number[] {
  const totals: number[] = [];
  const magnitudes: number[] = [];
  let panels = 0;
  let open: readonly Panel[] = edges.slice(1).map((to, index) => panelBetween(edges[index] ?? to, to));
  while (open.length > 0) {
    const measured = open.map((panel) => measure(panel, integrand, magnitudes));
    const rough = measured.filter((panel) => isRough(panel, magnitudes));
    const isAffordable = panels + measured.length + rough.length <= PANEL_LIMIT;
    const unsettled = new Set(isAffordable ? rough : []);
    for (const panel of measured) {
      if (!unsettled.has(panel)) addTo(totals, panel.integrals);
    }
    panels += measured.length - unsettled.size;
    open = [...unsettled].flatMap(halvesOf);
  }
  return totals.map((total) => (Number.isNaN(total) ? Infinity : total));
}

function addTo(totals: number[], integrals: readonly number[]): void {
  for (let part = 0; part < integrals.length; part++) totals[part] = (totals[part] ?? 0) + (integrals[part] ?? 0);
}

function panelBetween(from: number, to: number): Panel {
  return { centre: from + (to - from) / 2, half: (to - from) / 2 };
}

function halvesOf({ centre, half }: Panel): readonly Panel[] {
  return [panelBetween(centre - half, centre), panelBetween(centre, centre + half)];
}

function isRough({ centre, half, differences }: Measured, magnitudes: readonly number[]): boolean {
  if (half <= Number.EPSILON * Math.abs(centre)) return false;
  for (let part = 0; part < differences.length; part++) {
    if (Math.abs(differences[part] ?? 0) > LARGEST_DIFFERENCE * (magnitudes[part] ?? 0)) return true;
  }
  return false;
}

/** Applies both rules to a panel; `magnitudes` keeps the largest integral of |component| met on any panel. */
function measure({ centre, half }: Panel, integrand: (x: number) => readonly number[], magnitudes: number[]): Measured {
  const integrals: number[] = [];
  const differences: number[] = [];
  const sizes: number[] = [];
  for (const { offset, weight, difference } of RULE) {
    const values = integrand(centre + half * offset);
    for (let part = 0; part < values.length; part++) {
      const value = half * (values[part] ?? 0);
      integrals[part] = (integrals[part] ?? 0) + weight * value;
      differences[part] = (differences[part] ?? 0) + difference * value;
      sizes[part] = (sizes[part] ?? 0) + weight * Math.abs(value);
    }
  }
  for (let part = 0; part < sizes.length; part++) {
    magnitudes[part] = Math.max(magnitudes[part] ?? 0, sizes[part] ?? 0);
  }
  return { centre, half, integrals, differences };
}
