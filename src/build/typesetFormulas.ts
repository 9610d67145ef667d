import { activations } from '../core/activations';
import type { FormulaAsset } from '../core/cards/formulaImage';
import { typeset } from './formulaTypesetter';

/** Every activation's formula and derivative, typeset when the product is built: nothing is typeset at run time. */
export async function typesetFormulas(): Promise<FormulaAsset> {
  return typeset(
    Object.values(activations).map(({ id, formula, derivativeFormula }) => [
      id,
      { value: formula.latex, derivative: derivativeFormula.latex },
    ]),
  );
}
