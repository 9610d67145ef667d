import * as l10n from '@vscode/l10n';
import { Command, Option, type CommanderError } from 'commander';
import { version } from '../../package.json';
import type { CheckOptions } from './check/check';
import type { ExplainOptions } from './explain/explain';
import type { PropagateOptions } from './propagate/options';
import type { ScanOptions } from './scan/scan';
import type { SwapOptions } from './swap/swap';

/** The exit code for a command line that cannot be understood. */
const usageError = 2;

/** The commands; each loads what it needs when it runs, so that none pays for another. */
export function createProgram(): Command {
  const program = new Command('activation-insight')
    .description(l10n.t('Finds activation functions in Python model code and explains them.'))
    .version(version)
    .exitOverride(leave)
    .showHelpAfterError(l10n.t("('activation-insight --help' shows how it is used)"));
  program
    .command('scan')
    .description(l10n.t('Lists every use of an activation in Python files and notebooks.'))
    .argument('<path...>', l10n.t('files and folders'))
    .addOption(formatOption('table', ['table', 'json']))
    .action(async (paths: readonly string[], options: ScanOptions) => {
      const { scan } = await import('./scan/scan');
      await scan(paths, options);
    });
  program
    .command('check')
    .description(l10n.t('Reports mistakes with activations that the source proves; exit code 1 where there is one.'))
    .argument('<path...>', l10n.t('files and folders'))
    .option('--exclude <glob>', l10n.t('leave out what matches; may be given more than once'), collect, [])
    .addOption(formatOption('text', ['text', 'json', 'sarif']))
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const { check } = await import('./check/check');
      await check(paths, options);
    });
  program
    .command('explain')
    .description(l10n.t('Shows what is known of an activation and what follows from its parameters.'))
    .argument('<activation>', l10n.t('an id such as leaky_relu, or the name of a class or function'))
    .argument('[name=value...]', l10n.t('parameters, such as negative_slope=0.2'))
    .option('--at <x,x,...>', l10n.t('print the value and the derivative at these inputs'))
    .addOption(formatOption('text', ['text', 'json']))
    .action(async (activation: string, assignments: readonly string[], options: ExplainOptions) => {
      const { explain } = await import('./explain/explain');
      explain(activation, assignments, options);
    });
  program
    .command('propagate')
    .description(l10n.t('Follows signal and gradient through a plain deep network.'))
    .argument('<activation>', l10n.t('an id such as leaky_relu, or the name of a class or function'))
    .argument('[name=value...]', l10n.t('parameters, such as negative_slope=0.2'))
    .option('--depth <layers>', l10n.t('the number of layers'), '10')
    .option('--sigma-w <number>', l10n.t('weights are drawn from N(0, σ_w²/fan-in)'))
    .option('--init <name>', l10n.t('take σ_w and σ_b from an initialization: {0}', 'torch, keras, xavier, he, …'))
    .option('--sigma-b <number>', l10n.t('biases are drawn from N(0, σ_b²)'))
    .option('--fan-in <inputs>', l10n.t('inputs of each unit, for initializations that depend on it'))
    .option('--std <number>', l10n.t('the standard deviation of the weights, for --init normal'))
    .addOption(normalizationOption())
    .addOption(formatOption('text', ['text', 'json']))
    .action(async (activation: string, assignments: readonly string[], options: PropagateOptions) => {
      const { propagate } = await import('./propagate/propagate');
      await propagate(activation, assignments, options);
    });
  program
    .command('swap')
    .description(l10n.t('Puts another activation in the place of one: prints a unified diff, or edits the files.'))
    .argument('[path...]', l10n.t('files and folders; not needed with --at'))
    .requiredOption('--to <activation>', l10n.t('what to put in its place'))
    .option('--from <activation>', l10n.t('swap every use of this activation'))
    .option(
      '--at <file:line:column>',
      l10n.t('swap the use at this place, in a notebook {0}', 'FILE[CELL]:LINE:COLUMN'),
    )
    .option('--write', l10n.t('edit the files in place'))
    .option('--force', l10n.t('include uses that are left alone for a good reason, where the edit itself is right'))
    .action(async (paths: readonly string[], options: SwapOptions) => {
      const { swap } = await import('./swap/swap');
      await swap(paths, options);
    });
  return program;
}

function normalizationOption(): Option {
  return new Option('--normalization <kind>', l10n.t('normalization before each activation'))
    .choices(['none', 'batch', 'layer'])
    .default('none');
}

function formatOption(fallback: string, choices: readonly string[]): Option {
  return new Option('--format <format>', l10n.t('how the result is printed')).choices(choices).default(fallback);
}

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}

/** Help and version are no errors; everything else that ends the parsing is one of usage. */
function leave(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : usageError);
}
