/** What people call losses, of whatever file or library they are. */
export const lossWords = /loss|criterion|objective|cross_?entropy|kl_div|\.compile\(/i;

/** What code that trains calls. */
const trainingWords =
  /\bbackward\(|\.compile\(|\.step\(|value_and_grad|\bgrad\(|GradientTape|_step\(|compute_loss|\bfit\(/;

const importWords = /^[ \t]*(?:import|from)[ \t]/m;

/** Whether a text trains something: then the files that it imports may hold the model or the loss. */
export function mayTrainWithImports(text: string): boolean {
  return lossWords.test(text) && trainingWords.test(text) && importWords.test(text);
}
