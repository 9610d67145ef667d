import type { ArgumentSlot } from './layers';

/** What a loss of Keras compares, as far as it wants a certain kind of prediction. */
export type KerasLossKind =
  'categorical_crossentropy' | 'sparse_categorical_crossentropy' | 'binary_crossentropy' | 'regression' | 'positive';

/** One loss of Keras, under all its names. */
export interface KerasLoss {
  readonly kind: KerasLossKind;
  /** The function's name, which is also its string: `binary_crossentropy`. */
  readonly name: string;
  /** Of a class; a function has it two positions further, behind targets and predictions. */
  readonly fromLogits?: ArgumentSlot;
}

interface Row {
  readonly kind: KerasLossKind;
  readonly className: string;
  readonly functionName: string;
  readonly otherNames?: readonly string[];
  readonly fromLogits?: number;
}

/** Keras 3.15; `from_logits` comes first in the class of each of them. */
const rows: readonly Row[] = [
  {
    kind: 'categorical_crossentropy',
    className: 'CategoricalCrossentropy',
    functionName: 'categorical_crossentropy',
    fromLogits: 0,
  },
  {
    kind: 'sparse_categorical_crossentropy',
    className: 'SparseCategoricalCrossentropy',
    functionName: 'sparse_categorical_crossentropy',
    fromLogits: 0,
  },
  {
    kind: 'binary_crossentropy',
    className: 'BinaryCrossentropy',
    functionName: 'binary_crossentropy',
    otherNames: ['bce', 'BCE'],
    fromLogits: 0,
  },
  {
    kind: 'regression',
    className: 'MeanSquaredError',
    functionName: 'mean_squared_error',
    otherNames: ['mse', 'MSE'],
  },
  {
    kind: 'regression',
    className: 'MeanAbsoluteError',
    functionName: 'mean_absolute_error',
    otherNames: ['mae', 'MAE'],
  },
  { kind: 'regression', className: 'Huber', functionName: 'huber', otherNames: ['huber_loss'] },
  { kind: 'regression', className: 'LogCosh', functionName: 'log_cosh', otherNames: ['logcosh'] },
  // Targets that are counts or ratios: an output without negative numbers is what they want.
  {
    kind: 'positive',
    className: 'MeanAbsolutePercentageError',
    functionName: 'mean_absolute_percentage_error',
    otherNames: ['mape', 'MAPE'],
  },
  {
    kind: 'positive',
    className: 'MeanSquaredLogarithmicError',
    functionName: 'mean_squared_logarithmic_error',
    otherNames: ['msle', 'MSLE'],
  },
  { kind: 'positive', className: 'Poisson', functionName: 'poisson' },
];

const modules = ['keras.losses', 'keras.metrics', 'keras.objectives', 'keras.backend', 'tf.keras.backend'];

const classes = new Map<string, KerasLoss>();
const functions = new Map<string, KerasLoss>();
const strings = new Map<string, KerasLoss>();

for (const { kind, className, functionName, otherNames = [], fromLogits } of rows) {
  const slot = (position: number): Pick<KerasLoss, 'fromLogits'> =>
    fromLogits === undefined ? {} : { fromLogits: { name: 'from_logits', position } };
  const ofClass = { kind, name: functionName, ...slot(0) };
  const ofFunction = { kind, name: functionName, ...slot(2) };
  classes.set(`keras.losses.${className}`, ofClass);
  strings.set(className, ofClass);
  for (const name of [functionName, ...otherNames]) {
    strings.set(name, ofFunction);
    for (const module of modules) {
      functions.set(`${module}.${name}`, ofFunction);
    }
  }
}

/** The loss that a class makes, by its documented path. */
export function kerasLossClass(path: string): KerasLoss | undefined {
  return classes.get(path);
}

/** The loss that a function is, by its documented path. */
export function kerasLossFunction(path: string): KerasLoss | undefined {
  return functions.get(path);
}

/** What a string in `compile(loss=…)` means; strings mean the loss of probabilities. */
export function kerasLossNamed(text: string): KerasLoss | undefined {
  return strings.get(text);
}

/** What code calls these losses: their classes, functions and strings. */
export const kerasLossNames: readonly string[] = [...strings.keys()];
