/** The command that a link of a hover runs, too. */
export const swapCommand = 'activationInsight.swap';
export const swapAllInFileCommand = 'activationInsight.swapAllInFile';
export const swapAllInSelectionCommand = 'activationInsight.swapAllInSelection';
export const swapAllInWorkspaceCommand = 'activationInsight.swapAllInWorkspace';
/** Only code actions run it, after their edit: it is in no menu. */
export const showNotesCommand = '_activationInsight.showSwapNotes';
