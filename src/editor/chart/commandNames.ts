/** The commands that the links of a hover run, too. */
export const showChartCommand = 'activationInsight.showChart';
export const compareCommand = 'activationInsight.compare';
