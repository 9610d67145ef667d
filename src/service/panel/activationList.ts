import { activations } from '../../core/activations';
import type { ListedActivation } from '../protocol';

/** Every activation, in the order of their names in the display language. */
export function listActivations(): readonly ListedActivation[] {
  return Object.values(activations)
    .map(({ id, name, formula }) => ({ activation: id, name: name(), formula: formula.text }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
