/** The command that a link of a hover runs, too. */
export const swapCommand = 'activationInsight.swap';
export const swapSelectionCommand = 'activationInsight.swapAllInSelection';
/** Only code actions run it, after their edit: it is in no menu. */
export const afterSwapCommand = '_activationInsight.afterSwap';
