"""A small classifier in PyTorch: hover over each activation to see what it does to the signal."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Classifier(nn.Module):
    """Four layers, each with another activation, so that they can be compared."""

    def __init__(self, inputs: int = 784, width: int = 256, classes: int = 10) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Linear(inputs, width),
            nn.ReLU(inplace=True),  # zero for every negative input: a unit can die
            nn.Linear(width, width),
            nn.LeakyReLU(0.2),  # keeps a slope of 0.2 on the left, so it cannot
        )
        self.wide = nn.Linear(width, width)
        self.deep = nn.Linear(width, width)
        self.act = nn.GELU(approximate="tanh")
        self.head = nn.Linear(width, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x.flatten(1))
        x = self.act(self.wide(x))
        x = F.silu(self.deep(x))
        return self.head(x)  # logits: the loss below applies the softmax


class Gate(nn.Module):
    """A squeeze-and-excitation gate: here a sigmoid is what is wanted."""

    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x: Tensor) -> Tensor:
        weight = torch.tanh(self.down(x.mean((2, 3))))
        return x * self.up(weight).sigmoid()[:, :, None, None]


def loss(model: Classifier, images: Tensor, labels: Tensor) -> Tensor:
    return nn.CrossEntropyLoss()(model(images), labels)


def accuracy(model: Classifier, images: Tensor, labels: Tensor) -> float:
    probabilities = model(images).softmax(dim=-1)
    return (probabilities.argmax(dim=-1) == labels).float().mean().item()
