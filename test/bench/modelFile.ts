/** How one block of a vision network is written; `§` counts the blocks. */
const block = `class Block§(nn.Module):
    """A residual block with a gate.

    Args:
        channels: the number of channels of the input and the output
        reduction: how much narrower the gate is
    """

    def __init__(self, channels: int, reduction: int = 4, slope: float = 0.§) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.act = nn.LeakyReLU(slope, inplace=True)
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // reduction, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // reduction, channels, 1),
            nn.Sigmoid(),
        )
        self.reset_parameters()

    def reset_parameters(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(module, nn.BatchNorm2d):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        identity = x
        out = self.act(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        out = out * self.gate(out)
        if self.training and out.shape[0] > 1:
            out = F.dropout(out, p=0.1, training=True)
        return self.act(out + identity)


def mixer_§(tokens: torch.Tensor, weights: dict[str, torch.Tensor], heads: int = 8) -> torch.Tensor:
    """Mixes tokens by attention and a gated feed-forward layer."""
    batch, length, width = tokens.shape
    queries, keys, values = (tokens @ weights[name] for name in ("query", "key", "value"))
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(width // heads)
    attention = F.softmax(scores, dim=-1)
    tokens = tokens + attention @ values
    hidden = tokens @ weights["up"]
    hidden = hidden * torch.sigmoid(1.702 * hidden)
    result = {"tokens": tokens, "norm": tokens.norm(dim=-1).mean(), "length": length}
    for index, (name, weight) in enumerate(sorted(weights.items())):
        result[name] = [value for value in weight.flatten()[: 10 + index].tolist() if value > 0]
    return tokens + hidden @ weights["down"]


`;

const head = `import math

import torch
import torch.nn.functional as F
from torch import nn


`;

/** A model file of at least so many lines, such as libraries of models have. */
export function modelFile(lines: number): string {
  const count = Math.ceil(lines / (block.split('\n').length - 1));
  return head + Array.from({ length: count }, (_, index) => block.replaceAll('§', String(index + 1))).join('');
}
