/**
 * A PyTorch model file as people write them, of a given length: blocks, attention, heads, configuration, training
 * steps, with documentation and comments, and an activation on about one line in twelve.
 */
export function generateModelFile(lineCount: number): string {
  const lines = header.split('\n');
  for (let index = 0; lines.length < lineCount; index += 1) {
    const template = templates[index % templates.length] ?? '';
    lines.push(...template.replaceAll('@', String(index)).split('\n'));
  }
  return `${lines.slice(0, lineCount).join('\n')}\n`;
}

const header = `"""Models for image classification and language modelling."""
import math
from dataclasses import dataclass, field
from functools import partial
from typing import Callable, List, Optional, Tuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.nn import GELU, Hardswish as HSwish

try:
    from apex.normalization import FusedLayerNorm as LayerNorm
except ImportError:
    LayerNorm = nn.LayerNorm

EPSILON = 1e-6
ACTIVATIONS = {"relu": nn.ReLU, "gelu": nn.GELU, "silu": nn.SiLU, "leaky": partial(nn.LeakyReLU, 0.1)}
default_act = nn.SiLU`;

const templates: readonly string[] = [
  `

class ConvBlock@(nn.Module):
    """Convolution, normalization and activation.

    Args:
        in_channels: number of input channels
        out_channels: number of output channels
        activation: what comes after the normalization
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int = 3,
        stride: int = 1,
        activation: Callable[..., nn.Module] = nn.ReLU,
    ) -> None:
        super().__init__()
        padding = (kernel_size - 1) // 2
        self.conv = nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, bias=False)
        self.norm = nn.BatchNorm2d(out_channels, eps=EPSILON)
        self.act = nn.LeakyReLU(0.2, inplace=True)
        self.final = activation(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        x = self.norm(x)
        # the first activation is fixed, the second is the caller's choice
        x = self.act(x)
        return self.final(x)`,
  `

class Attention@(nn.Module):
    def __init__(self, dim: int, heads: int = 8, qkv_bias: bool = False, attn_drop: float = 0.0, proj_drop: float = 0.0):
        super().__init__()
        assert dim % heads == 0, "dim should be divisible by heads"
        self.heads = heads
        self.scale = (dim // heads) ** -0.5
        self.qkv = nn.Linear(dim, dim * 3, bias=qkv_bias)
        self.attn_drop = nn.Dropout(attn_drop)
        self.proj = nn.Linear(dim, dim)
        self.proj_drop = nn.Dropout(proj_drop)

    def forward(self, x: Tensor, mask: Optional[Tensor] = None) -> Tensor:
        B, N, C = x.shape
        qkv = self.qkv(x).reshape(B, N, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        attn = (q @ k.transpose(-2, -1)) * self.scale
        if mask is not None:
            attn = attn.masked_fill(mask == 0, float("-inf"))
        attn = attn.softmax(dim=-1)
        attn = self.attn_drop(attn)
        x = (attn @ v).transpose(1, 2).reshape(B, N, C)
        x = self.proj(x)
        return self.proj_drop(x)


class Mlp@(nn.Module):
    def __init__(self, in_features: int, hidden_features: Optional[int] = None, act_layer=nn.GELU, drop: float = 0.0):
        super().__init__()
        hidden_features = hidden_features or in_features
        self.fc1 = nn.Linear(in_features, hidden_features)
        self.act = act_layer()
        self.gate = GELU(approximate="tanh")
        self.fc2 = nn.Linear(hidden_features, in_features)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        x = self.fc1(x)
        x = self.act(x) * torch.sigmoid(self.gate(x))
        x = self.drop(x)
        x = self.fc2(x)
        return self.drop(x)`,
  `

@dataclass
class Config@:
    """Hyper-parameters of the model."""

    hidden_size: int = 768
    num_layers: int = 12
    num_heads: int = 12
    hidden_act: str = "gelu"
    layer_norm_eps: float = 1e-12
    dropout: float = 0.1
    extra: List[str] = field(default_factory=list)


def position_encoding_@(length: int, dim: int) -> Tensor:
    """Sines and cosines of geometrically spaced frequencies."""
    position = torch.arange(length).unsqueeze(1)
    frequency = torch.exp(torch.arange(0, dim, 2) * (-math.log(10000.0) / dim))
    table = torch.zeros(length, dim)
    table[:, 0::2] = torch.sin(position * frequency)
    table[:, 1::2] = torch.cos(position * frequency)
    return table`,
  `

class SqueezeExcitation@(nn.Module):
    def __init__(self, channels: int, reduction: int = 4):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Conv2d(channels, channels // reduction, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // reduction, channels, 1),
            nn.Hardsigmoid(),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x * self.fc(self.pool(x))


class Head@(nn.Module):
    def __init__(self, dim: int, classes: int, act: str = "relu"):
        super().__init__()
        self.norm = LayerNorm(dim)
        self.hidden = nn.Linear(dim, dim)
        self.act = ACTIVATIONS["relu"]()
        self.second = HSwish()
        self.out = nn.Linear(dim, classes)
        nn.init.kaiming_normal_(self.hidden.weight, nonlinearity="relu")
        nn.init.zeros_(self.out.bias)

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        x = self.norm(x).mean(dim=1)
        x = self.second(self.act(self.hidden(x)))
        logits = self.out(x)
        return logits, F.log_softmax(logits, dim=-1)`,
  `

def train_step_@(model: nn.Module, batch: Tuple[Tensor, Tensor], optimizer: torch.optim.Optimizer, clip: float = 1.0):
    """One step; returns the loss and the accuracy."""
    model.train()
    images, labels = batch
    optimizer.zero_grad(set_to_none=True)
    logits = model(images)
    loss = F.cross_entropy(logits, labels, label_smoothing=0.1)
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    optimizer.step()
    with torch.no_grad():
        accuracy = (logits.argmax(dim=-1) == labels).float().mean()
        confidence = torch.softmax(logits, dim=-1).max(dim=-1).values.mean()
    return {"loss": loss.item(), "accuracy": accuracy.item(), "confidence": confidence.item(), "norm": float(norm)}


def swish_@(x: Tensor) -> Tensor:
    return x * torch.sigmoid(x)


def evaluate_@(scores: np.ndarray, labels: np.ndarray, threshold: float = 0.5) -> float:
    probabilities = 1 / (1 + np.exp(-scores))
    predicted = (probabilities > threshold).astype(int)
    correct = 0
    for guess, truth in zip(predicted, labels):
        if guess == truth:
            correct += 1
    return correct / max(len(labels), 1)`,
  `

class Residual@(nn.Module):
    expansion: int = 4

    def __init__(self, inplanes: int, planes: int, stride: int = 1, downsample: Optional[nn.Module] = None) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, kernel_size=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, planes * self.expansion, kernel_size=1, bias=False)
        self.bn3 = nn.BatchNorm2d(planes * self.expansion)
        self.relu = nn.ReLU(inplace=True)
        self.act = default_act()
        self.downsample = downsample
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        identity = x

        out = self.conv1(x)
        out = self.bn1(out)
        out = self.relu(out)

        out = self.conv2(out)
        out = self.bn2(out)
        out = self.relu(out)

        out = self.conv3(out)
        out = self.bn3(out)

        if self.downsample is not None:
            identity = self.downsample(x)

        out += identity
        return F.relu(self.act(out))`,
];
