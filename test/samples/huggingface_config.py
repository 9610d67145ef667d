"""Transformers names its activations in configurations and looks them up in a table."""

from dataclasses import dataclass

from torch import Tensor, nn
from transformers import BertConfig, LlamaConfig
from transformers.activations import ACT2FN

bert = BertConfig(hidden_size=256, num_hidden_layers=4, num_attention_heads=4, hidden_act="gelu_new")
llama = LlamaConfig(hidden_size=256, num_hidden_layers=4, num_attention_heads=4, hidden_act="silu")


@dataclass
class TinyConfig:
    width: int = 256
    hidden_act: str = "quick_gelu"


class FeedForward(nn.Module):
    def __init__(self, config: TinyConfig) -> None:
        super().__init__()
        self.up = nn.Linear(config.width, 4 * config.width)
        self.down = nn.Linear(4 * config.width, config.width)
        self.act = ACT2FN[config.hidden_act]
        self.fallback = ACT2FN["relu2"]

    def forward(self, x: Tensor) -> Tensor:
        return self.down(self.act(self.up(x)))
