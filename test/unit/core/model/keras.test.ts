import { beforeAll, describe, expect, it } from 'vitest';
import { headOf } from '../../../../src/core/model/keras/head';
import type { LossMeeting } from '../../../../src/core/model/symbolic/recorded';
import { readModule } from '../../../../src/core/model/symbolic/readModule';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** `softmax of 10 → categorical_crossentropy`: how each output ends and which loss it meets. */
function meetingsIn(lines: readonly string[]): readonly string[] {
  return readModule(analyze(analyzer, lines.join('\n')).code).meetings.map(describeMeeting);
}

function describeMeeting({ prediction, loss, fromLogits }: LossMeeting): string {
  const head = headOf(prediction);
  const end = head === undefined ? 'unknown' : (head.activation?.activation?.id ?? 'scores');
  const width = head?.affine?.width;
  const kind = fromLogits === true ? ' from logits' : fromLogits === undefined ? ' from what is not known' : '';
  return `${end}${width === undefined ? '' : ` of ${String(width)}`} → ${loss.name}${kind}`;
}

const imports = ['import tensorflow as tf', 'from tensorflow import keras', 'from tensorflow.keras import layers'];

describe('outputs and losses of Keras', () => {
  it('reads a list of layers', () => {
    expect(
      meetingsIn([
        ...imports,
        'model = keras.Sequential([',
        '    keras.Input(shape=(784,)),',
        "    layers.Dense(64, activation='relu'),",
        '    layers.Dropout(0.5),  # half',
        "    layers.Dense(10, activation='softmax'),",
        '])',
        "model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])",
      ]),
    ).toEqual(['softmax of 10 → sparse_categorical_crossentropy']);
  });

  it('reads layers that are added one by one', () => {
    expect(
      meetingsIn([
        'from keras.models import Sequential',
        'from keras.layers import Dense, Activation',
        'num_classes = 3',
        'model = Sequential()',
        'model.add(Dense(32))',
        "model.add(Activation('relu'))",
        'model.add(Dense(num_classes))',
        "model.add(Activation('sigmoid'))",
        "model.compile(loss='binary_crossentropy', optimizer='rmsprop')",
      ]),
    ).toEqual(['sigmoid of 3 → binary_crossentropy']);
  });

  it('reads functional graphs whose names are bound again and again', () => {
    expect(
      meetingsIn([
        ...imports,
        'inputs = keras.Input(shape=(28, 28, 1))',
        "x = layers.Conv2D(32, 3, activation='relu')(inputs)",
        'x = layers.Flatten()(x)',
        'outputs = layers.Dense(10)(x)',
        'model = keras.Model(inputs=inputs, outputs=outputs)',
        'model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam")',
      ]),
    ).toEqual(['scores of 10 → sparse_categorical_crossentropy from logits']);
  });

  it('follows functions that build models, with their arguments', () => {
    expect(
      meetingsIn([
        ...imports,
        'def block(x, units, activation="relu"):',
        '    x = layers.Dense(units)(x)',
        '    return layers.Activation(activation)(x)',
        'def build(classes=7):',
        '    inputs = keras.Input((8,))',
        '    x = inputs',
        '    for units in [64, 32]:',
        '        x = block(x, units)',
        '    return keras.Model(inputs, block(x, classes, activation="softmax"))',
        'model = build()',
        'model.compile(optimizer="adam", loss="categorical_crossentropy")',
      ]),
    ).toEqual(['softmax of 7 → categorical_crossentropy']);
  });

  it('reads classes with call', () => {
    expect(
      meetingsIn([
        ...imports,
        'class Net(tf.keras.Model):',
        '    def __init__(self, classes):',
        '        super().__init__()',
        '        self.hidden = layers.Dense(16, activation="tanh")',
        '        self.out = layers.Dense(classes)',
        '    def call(self, inputs, training=False):',
        '        return self.out(self.hidden(inputs))',
        'net = Net(5)',
        'net.compile(loss=tf.keras.losses.CategoricalCrossentropy(), optimizer="sgd")',
      ]),
    ).toEqual(['scores of 5 → categorical_crossentropy']);
  });

  it('gives each output its loss', () => {
    expect(
      meetingsIn([
        ...imports,
        'inputs = keras.Input((8,))',
        'a = layers.Dense(1, activation="sigmoid", name="spam")(inputs)',
        'b = layers.Dense(4, name="topic")(inputs)',
        'model = keras.Model(inputs, [a, b])',
        'model.compile("adam", loss={',
        '    "topic": keras.losses.CategoricalCrossentropy(from_logits=True),',
        '    "spam": "binary_crossentropy",',
        '})',
      ]),
    ).toEqual(['sigmoid of 1 → binary_crossentropy', 'scores of 4 → categorical_crossentropy from logits']);
  });

  it('follows losses of training loops and of functions', () => {
    expect(
      meetingsIn([
        ...imports,
        'model = tf.keras.Sequential([layers.Dense(10, activation="softmax")])',
        'loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
        'def loss(labels, logits):',
        '    return tf.keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True)',
        'model.compile(optimizer="adam", loss=loss)',
        '@tf.function',
        'def train_step(images, labels):',
        '    with tf.GradientTape() as tape:',
        '        predictions = model(images, training=True)',
        '        value = loss_object(labels, predictions)',
      ]),
    ).toEqual([
      'softmax of 10 → sparse_categorical_crossentropy from logits',
      'softmax of 10 → sparse_categorical_crossentropy from logits',
    ]);
  });

  it('does not guess at what branches decide', () => {
    expect(
      meetingsIn([
        ...imports,
        'def build(binary, from_logits):',
        '    model = keras.Sequential()',
        '    if binary:',
        '        model.add(layers.Dense(1, activation="sigmoid"))',
        '    else:',
        '        model.add(layers.Dense(10, activation="softmax"))',
        '    model.compile(loss=keras.losses.BinaryCrossentropy(from_logits=from_logits))',
      ]),
    ).toEqual(['unknown → binary_crossentropy from what is not known']);
  });

  it('takes the branch that a literal decides', () => {
    expect(
      meetingsIn([
        ...imports,
        'BINARY = True',
        'model = keras.Sequential()',
        'if BINARY:',
        '    model.add(layers.Dense(1))',
        'else:',
        '    model.add(layers.Dense(10))',
        'model.compile(loss="binary_crossentropy" if BINARY else "categorical_crossentropy")',
      ]),
    ).toEqual(['scores of 1 → binary_crossentropy']);
  });
});
