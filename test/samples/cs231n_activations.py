"""The activations of a first course on neural networks, side by side in NumPy and in PyTorch.

Hover over each one: where does it saturate, is it centred on zero, what happens to the gradient?
"""

import numpy as np
import torch
from torch import Tensor, nn


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Squashes to (0, 1): saturates on both sides and is not centred on zero."""
    return 1 / (1 + np.exp(-x))


def gaussian(x: np.ndarray) -> np.ndarray:
    """A bump in place of a step: large for small inputs, so it answers 'how near?' and not 'how much?'."""
    return np.exp(-(x**2))


def tanh(x: np.ndarray) -> np.ndarray:
    """A sigmoid stretched to (-1, 1): centred on zero, but it still saturates."""
    return np.tanh(x)


def relu(x: np.ndarray) -> np.ndarray:
    """Does not saturate for positive inputs and is cheap, but a unit can die."""
    return np.maximum(0, x)


def leaky_relu(x: np.ndarray) -> np.ndarray:
    """A small slope on the left, so that no unit dies."""
    return np.where(x > 0, x, 0.01 * x)


class Maxout(nn.Module):
    """The largest of several linear pieces; ReLU and Leaky ReLU are Maxout with fixed pieces."""

    def __init__(self, inputs: int, outputs: int, pieces: int = 2) -> None:
        super().__init__()
        self.linear = nn.Linear(inputs, outputs * pieces)
        self.pieces = pieces

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x).unflatten(-1, (-1, self.pieces)).max(dim=-1).values


side_by_side = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": nn.ReLU(),
    "leaky relu": nn.LeakyReLU(0.01),
    "prelu": nn.PReLU(init=0.25),  # as Leaky ReLU, but the slope is learned
    "elu": nn.ELU(alpha=1.0),
}


def activation_statistics(depth: int = 10, width: int = 500) -> None:
    """Prints how the signal fares in a deep network of each kind: which vanish, which survive?"""
    for name, activation in side_by_side.items():
        signal = torch.randn(1000, width)
        for _ in range(depth):
            signal = activation(signal @ torch.randn(width, width) * (2 / width) ** 0.5)
        print(f"{name:12} mean {signal.mean():8.4f}   standard deviation {signal.std():8.4f}")


if __name__ == "__main__":
    activation_statistics()
