"""One transformer block in Flax, with a gated feed-forward layer."""

import flax.linen as nn
import jax
import jax.numpy as jnp


class GatedFeedForward(nn.Module):
    width: int
    hidden: int

    @nn.compact
    def __call__(self, x: jax.Array) -> jax.Array:
        gate = nn.Dense(self.hidden, use_bias=False)(x)
        value = nn.Dense(self.hidden, use_bias=False)(x)
        # SwiGLU: the gate decides, smoothly, how much of the value passes.
        return nn.Dense(self.width, use_bias=False)(nn.swish(gate) * value)


class Block(nn.Module):
    width: int
    heads: int = 8

    @nn.compact
    def __call__(self, x: jax.Array) -> jax.Array:
        attended = nn.MultiHeadDotProductAttention(self.heads)(nn.LayerNorm()(x))
        x = x + attended
        return x + GatedFeedForward(self.width, 4 * self.width)(nn.LayerNorm()(x))


def attention(query: jax.Array, key: jax.Array, value: jax.Array) -> jax.Array:
    scores = jnp.einsum("qd,kd->qk", query, key) / jnp.sqrt(query.shape[-1])
    return jax.nn.softmax(scores, axis=-1) @ value


def feature_map(x: jax.Array) -> jax.Array:
    """The positive feature map of linear attention."""
    return jax.nn.elu(x) + 1


def classic(x: jax.Array) -> jax.Array:
    """What older papers used between their layers."""
    return jax.nn.gelu(jnp.tanh(x), approximate=False)
