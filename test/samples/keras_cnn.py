"""A convolutional network in Keras 3, which names its activations by string, by function and by layer."""

import keras
from keras import layers


def build(classes: int = 10) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same"),
            layers.LeakyReLU(),  # Keras takes 0.3 here where PyTorch takes 0.01
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation=keras.activations.gelu),
            layers.Conv2D(64, 3, padding="same"),
            layers.PReLU(shared_axes=[1, 2]),
            layers.GlobalAveragePooling2D(),
            layers.Dense(128, activation="selu", kernel_initializer="lecun_normal"),
            layers.AlphaDropout(0.1),
            layers.Dense(classes, activation="softmax"),
        ]
    )


def compile_model(model: keras.Model) -> None:
    # The last layer gives probabilities already, so the loss is told that it gets no logits.
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=False), ["accuracy"])
